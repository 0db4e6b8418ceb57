// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/core/error.h"
#include "planning/io/label_schemes.h"
#include "planning/io/volume_file.h"
#include "tests/core/child_process.h"
#include "tests/core/temporary_folder.h"

#include <gtest/gtest.h>
#include <random>

namespace valvista::planning {
namespace {

constexpr char kMeta[] =
    "ObjectType = Image\nNDims = 3\nBinaryData = True\nBinaryDataByteOrderMSB = False\nCompressedData = "
    "False\n"
    "TransformMatrix = 1 0 0 0 1 0 0 0 1\nOffset = 1 2 3\nCenterOfRotation = 0 0 0\nAnatomicalOrientation = "
    "RAI\n"
    "ElementSpacing = 1 1 1\nDimSize = 4 4 4\nElementType = MET_SHORT\nElementDataFile = LOCAL\n";
constexpr char kNrrd[] =
    "NRRD0004\ntype: short\ndimension: 3\nspace: left-posterior-superior\nsizes: 4 4 4\n"
    "space directions: (1,0,0) (0,1,0) (0,0,1)\nkinds: domain domain domain\nendian: little\nencoding: raw\n"
    "space origin: (0,0,0)\nkey:=value\n\n";

/// Reliability S1 and F4, reduced: MetaIO ended the process on some headers before they were checked by us.
TEST(VolumeMutants, EndInAnAnswerOrARefusal) {
  const TemporaryFolder folder;
  const ChildEnd end = inChild([&] {
    std::mt19937 random(4711);
    const std::string voxels(128, '\1');
    int refused = 0;
    for (int round = 0; round < 1000; ++round) {
      const bool nrrd = round % 2 == 0;
      std::string mutant = nrrd ? kNrrd : kMeta;
      const std::size_t header = mutant.size();
      mutant += voxels;
      const int changes = 1 + round % 4;
      for (int n = 0; n < changes; ++n) {
        const std::size_t at = random() % header;
        const auto digit = static_cast<char>("0123456789.-eE \n,()=:%/"[random() % 23]);
        if (random() % 2 == 0)
          mutant[at] = random() % 2 == 0 ? digit : static_cast<char>(random());
        else
          mutant.insert(at, random() % 40, digit);
      }
      if (round % 13 == 0) mutant.resize(random() % mutant.size());
      const auto file = folder / (nrrd ? "mutant.nrrd" : "mutant.mha");
      putBytes(file, mutant);
      try {
        if (loadVolumeFile(file, Progress()).volume.geometry().voxelCount() > 128) return 2;
      } catch (const LoadError&) {
        ++refused;
      }
    }
    return refused > 300 && refused < 1000 ? 0 : 1;
  });
  EXPECT_EQ(end.status, 0);
  EXPECT_LT(end.peakKilobytes, 300 * 1024);
}

/// A 93-byte header that asks for 17 GB (reliability S4).
TEST(VolumeMutants, HugeClaimsAreRefusedBeforeMemoryIsTaken) {
  const TemporaryFolder folder;
  std::string meta = kMeta, nrrd = kNrrd;
  meta.replace(meta.find("4 4 4"), 5, "2048 2048 2047");
  nrrd.replace(nrrd.find("4 4 4"), 5, "2048 2048 2047");
  std::string packedMeta = meta, packedNrrd = nrrd;
  packedMeta.replace(packedMeta.find("CompressedData = False"), 22, "CompressedData = True");
  packedNrrd.replace(packedNrrd.find("encoding: raw"), 13, "encoding: gzip");
  putBytes(folder / "a.mha", meta);
  putBytes(folder / "b.nrrd", nrrd);
  putBytes(folder / "c.mha", packedMeta);
  putBytes(folder / "d.nrrd", packedNrrd);
  for (const char* name : {"a.mha", "b.nrrd", "c.mha", "d.nrrd"}) {
    const ChildEnd end = inChild([&] {
      try {
        loadVolumeFile(folder / name, Progress());
      } catch (const LoadError&) {
        return 0;
      }
      return 1;
    });
    EXPECT_EQ(end.status, 0) << name;
    EXPECT_LT(end.peakKilobytes, 300 * 1024) << name;
  }
}

}  // namespace
}  // namespace valvista::planning
