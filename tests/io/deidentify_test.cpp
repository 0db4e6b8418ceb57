// SPDX-License-Identifier: GPL-3.0-or-later
// Reliability P2: canaries in every attribute that can hold a text, nested and private ones too; none may be
// left.
#include "planning/io/deidentify.h"

#include "planning/core/error.h"
#include "planning/core/nifti_file.h"
#include "planning/io/dicom_series.h"
#include "planning/io/load_study.h"
#include "resources/resource.h"
#include "tests/core/child_process.h"
#include "tests/core/temporary_folder.h"
#include "tests/io/dicom_test_series.h"

#include <dcmtk/dcmdata/dcrleerg.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

namespace valvista::planning {
namespace {

namespace fs = std::filesystem;

/// Beginnings that stand in no value of ours; each canary of a text ends with the number of its attribute.
constexpr const char *kText = "CANARY", *kDate = "19480229", *kTime = "044851.194802", *kUid = "1.9.7777777.";
// Long, or with a dot where no UID of ours has one: digits of a random UID must not look like a trace.
constexpr const char* kTraces[] = {"CANARY", kDate, kTime, ".7777777.", "Phantom"};

std::string canaryFor(DcmEVR vr, Uint32 tag) {
  switch (vr) {
    case EVR_DA:
      return kDate;
    case EVR_TM:
      return kTime;
    case EVR_DT:
      return std::string(kDate) + "044851";
    case EVR_UI:
      return kUid + std::to_string(tag);
    case EVR_AE:
    case EVR_LO:
    case EVR_LT:
    case EVR_PN:
    case EVR_SH:
    case EVR_ST:
    case EVR_UC:
    case EVR_UR:
    case EVR_UT:
      return kText + std::to_string(tag % 1000000000U);
    default:
      return {};
  }
}

/// Attributes whose text stays; each has a reason in resources/deidentify.json.
std::set<Uint32> keptTags() {
  std::set<Uint32> kept{0x00080016};  // SOPClassUID: what the file is
  const auto table = nlohmann::json::parse(resource("deidentify.json"));
  for (const auto& tag : table.at("keep"))
    kept.insert(static_cast<Uint32>(std::stoul(tag.get<std::string>(), nullptr, 16)));
  return kept;
}

struct Attribute {
  DcmTagKey key;
  DcmEVR vr;
};

/// Those of DCMTK's dictionary that a data set may hold.
std::vector<Attribute> dictionaryAttributes() {
  std::vector<Attribute> all;
  DcmDataDictionary& dictionary = dcmDataDict.wrlock();
  for (DcmHashDictIterator at = dictionary.normalBegin(); at != dictionary.normalEnd(); ++at) {
    const DcmDictEntry& entry = **at;
    if (entry.getPrivateCreator() == nullptr && entry.getGroup() >= 8 && entry.getGroup() < 0x7fe0)
      all.push_back({entry.getKey(), entry.getEVR()});
  }
  dcmDataDict.wrunlock();
  return all;
}

/// Puts a canary into every attribute that can hold one; says how many.
int putCanaries(DcmItem& item) {
  static const std::set<Uint32> kKept = keptTags();
  static const std::vector<Attribute> kAll = dictionaryAttributes();
  int count = 0;
  for (const Attribute& attribute : kAll) {
    const Uint32 tag = static_cast<Uint32>(attribute.key.getGroup()) << 16 | attribute.key.getElement();
    const std::string canary = canaryFor(attribute.vr, tag);
    if (canary.empty() || kKept.contains(tag)) continue;
    count += item.putAndInsertString(attribute.key, canary.c_str()).good() ? 1 : 0;
  }
  return count;
}

void putPrivate(DcmItem& item) {
  item.putAndInsertString(DcmTag(0x0009, 0x0010, EVR_LO), "CANARY CREATOR");
  item.putAndInsertString(DcmTag(0x0009, 0x1001, EVR_LO), "CANARY private");
  item.putAndInsertString(DcmTag(0x7fe1, 0x1001, EVR_UN), "CANARY unknown");
}

/// A series with canaries everywhere: data set, sequences that stay and that go, private, overlay, curve,
/// file header and preamble.
void infest(const fs::path& file) {
  DcmFileFormat content;
  ASSERT_TRUE(content.loadFile(OFFilename(file.c_str())).good());
  content.loadAllDataIntoMemory();
  DcmDataset& set = *content.getDataset();
  OFString instance;
  set.findAndGetOFString(DCM_SOPInstanceUID, instance);
  EXPECT_GT(putCanaries(set), 900);
  set.putAndInsertString(DCM_SOPInstanceUID,
                         (kUid + std::string(instance.c_str() + 5)).substr(0, 64).c_str());
  putPrivate(set);
  for (const DcmTagKey& sequence : {DCM_ReferencedImageSequence, DCM_SharedFunctionalGroupsSequence,
                                    DCM_CTDIPhantomTypeCodeSequence, DCM_RequestAttributesSequence}) {
    DcmItem *outer = nullptr, *inner = nullptr;
    set.findOrCreateSequenceItem(sequence, outer);
    putCanaries(*outer);
    putPrivate(*outer);
    outer->findOrCreateSequenceItem(DCM_DerivationImageSequence, inner);
    putCanaries(*inner);
    putPrivate(*inner);
  }
  set.putAndInsertString(DcmTag(0x6000, 0x4000, EVR_LT), "CANARY overlay");
  set.putAndInsertString(DcmTag(0x5000, 0x0040, EVR_LO), "CANARY curve");
  content.saveFile(OFFilename(file.c_str()), EXS_LittleEndianExplicit);
  std::fstream(file, std::ios::binary | std::ios::in | std::ios::out) << "CANARY preamble";
}

void infestAll(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder)) infest(entry.path());
}

/// Attributes of a data set that hold a trace.
std::string tracesIn(const fs::path& file) {
  DcmFileFormat content;
  content.loadFile(OFFilename(file.c_str()));
  std::ostringstream dump;
  content.print(dump);
  std::string found, line;
  std::istringstream lines(dump.str());
  while (std::getline(lines, line))
    for (const char* trace : kTraces)
      if (line.find(trace) != std::string::npos && found.size() < 2000) found += line + "\n";
  return found;
}

TEST(Deidentify, LeavesNoCanary) {
  const TemporaryFolder folder;
  const fs::path in = folder.path() / "CANARY", out = folder.path() / "out";
  writeDicomSeries(smallVolume(), {}, in);
  const Study before = loadStudy(in, Progress());
  infestAll(in);
  ASSERT_NE(tracesIn(slicePath(in, 1)), "");
  const DeidentifiedSeries copied = deidentifySeries(in, out, Progress());
  EXPECT_EQ(copied.files, 6U);
  for (const auto& entry : fs::directory_iterator(out)) {
    const std::string bytes = bytesOf(entry.path());
    for (const char* trace : kTraces) {
      EXPECT_EQ(bytes.find(trace), std::string::npos) << trace << "\n" << tracesIn(entry.path());
      EXPECT_EQ(entry.path().filename().string().find(trace), std::string::npos);
    }
    EXPECT_EQ(bytes.substr(0, 128), std::string(128, '\0'));
  }
  EXPECT_EQ(loadStudy(out, Progress()).sha256, before.sha256) << "voxels and place";
}

TEST(Deidentify, RenamesUidsAlikeAndSaysWhatWasDone) {
  const TemporaryFolder folder;
  const fs::path in = folder.path() / "in";
  writeDicomSeries(smallVolume(), {}, in);
  const Study original = loadStudy(in, Progress());
  edit(slicePath(in, 2), [&](DcmDataset& set) {
    DcmItem* item = nullptr;
    set.findOrCreateSequenceItem(DCM_ReferencedImageSequence, item);
    item->putAndInsertString(DCM_ReferencedSOPClassUID, UID_CTImageStorage);
    item->putAndInsertString(DCM_ReferencedSOPInstanceUID, original.sources.at(0).sopInstanceUid.c_str());
  });
  edit(slicePath(in, 3), [](DcmDataset& set) { put(set, DCM_ContrastBolusAgent, "Iohexol 350"); });
  deidentifySeries(in, folder.path() / "a", Progress());
  deidentifySeries(in, folder.path() / "b", Progress());
  const Study a = loadStudy(folder.path() / "a", Progress()), b = loadStudy(folder.path() / "b", Progress());
  EXPECT_NE(a.facts.studyUid, original.facts.studyUid);
  EXPECT_NE(a.facts.studyUid, b.facts.studyUid) << "no two exports can be put side by side";
  EXPECT_NE(a.facts.seriesUid, a.facts.studyUid);
  EXPECT_EQ(a.facts.seriesUid.rfind("2.25.", 0), 0U);
  EXPECT_EQ(a.patient.name, a.patient.id);
  EXPECT_EQ(a.patient.id.rfind("ANON-", 0), 0U);
  EXPECT_EQ(a.sources.at(0).sopClassUid, UID_CTImageStorage);

  const auto contrast = [&](int number) {
    DcmFileFormat slice;
    OFString agent;
    slice.loadFile(OFFilename(slicePath(folder.path() / "a", number).c_str()));
    EXPECT_TRUE(slice.getDataset()->findAndGetOFString(DCM_ContrastBolusAgent, agent).good());
    return std::string(agent.c_str());
  };
  EXPECT_EQ(contrast(1), "") << "none was given, and none is said to have been";
  EXPECT_EQ(contrast(3), "REMOVED");

  DcmFileFormat file;
  file.loadFile(OFFilename(slicePath(folder.path() / "a", 2).c_str()));
  DcmDataset& set = *file.getDataset();
  const auto text = [&](const DcmTagKey& tag) {
    OFString value;
    set.findAndGetOFStringArray(tag, value, true);
    return std::string(value.c_str());
  };
  EXPECT_EQ(text(DCM_ReferencedSOPInstanceUID), a.sources.at(0).sopInstanceUid);
  EXPECT_EQ(text(DCM_ReferencedSOPClassUID), UID_CTImageStorage);
  EXPECT_EQ(text(DCM_PatientIdentityRemoved), "YES");
  EXPECT_EQ(text(DCM_LongitudinalTemporalInformationModified), "REMOVED");
  EXPECT_EQ(text(DCM_CodeValue), "113100");
  EXPECT_EQ(text(DCM_StudyDate), "");
  OFString instance;
  file.getMetaInfo()->findAndGetOFString(DCM_MediaStorageSOPInstanceUID, instance);
  EXPECT_EQ(instance.c_str(), text(DCM_SOPInstanceUID));
}

TEST(Deidentify, CompressedPixelsStayAsTheyAre) {
  DcmRLEEncoderRegistration::registerCodecs();
  const TemporaryFolder folder;
  const fs::path in = folder.path() / "in", out = folder.path() / "out";
  writeDicomSeries(smallVolume(), {}, in);
  for (int number = 1; number <= 6; ++number)
    edit(
        slicePath(in, number), [](DcmDataset& set) { set.chooseRepresentation(EXS_RLELossless, nullptr); },
        {}, EXS_RLELossless);
  const Study before = loadStudy(in, Progress());
  EXPECT_EQ(before.facts.transferSyntax, "RLE Lossless");
  deidentifySeries(in, out, Progress());
  const Study after = loadStudy(out, Progress());
  EXPECT_EQ(after.facts.transferSyntax, "RLE Lossless");
  EXPECT_EQ(after.sha256, before.sha256);
  // The fragments are the end of a file.
  for (int number = 1; number <= 6; ++number) {
    const std::string a = bytesOf(slicePath(in, number)), b = bytesOf(slicePath(out, number));
    EXPECT_EQ(a.substr(a.size() - 200), b.substr(b.size() - 200)) << number;
  }
}

TEST(Deidentify, SaysWhatIsLeftInThePixels) {
  const TemporaryFolder folder;
  const fs::path in = folder.path() / "in";
  writeDicomSeries(smallVolume(), {}, in);
  edit(slicePath(in, 3), [](DcmDataset& set) {
    set.putAndInsertString(DCM_BurnedInAnnotation, "YES");
    set.putAndInsertUint16(DcmTag(0x6000, 0x0010, EVR_US), 10);
  });
  const DeidentifiedSeries copied = deidentifySeries(in, folder.path() / "out", Progress());
  std::set<std::string> ids;
  for (const Finding& finding : copied.findings)
    if (finding.id.starts_with("deidentify.")) ids.insert(finding.id);
  EXPECT_EQ(ids,
            (std::set<std::string>{"deidentify.pixels", "deidentify.burned_in", "deidentify.overlay_bits"}));
}

TEST(Deidentify, SaysWhatReadingTheSeriesFound) {
  const TemporaryFolder folder;
  const fs::path in = folder.path() / "in";
  writeDicomSeries(smallVolume(), {}, in);
  for (int number = 1; number <= 6; ++number)
    edit(slicePath(in, number), [](DcmDataset& set) { set.putAndInsertString(DCM_SliceThickness, "3"); });
  const DeidentifiedSeries copied = deidentifySeries(in, folder.path() / "out", Progress());
  const Findings read = listDicomFolder(in, false, Progress()).at(0).findings;
  EXPECT_TRUE(std::ranges::any_of(read, [](const Finding& one) { return one.id == "scan.thick_slices"; }));
  ASSERT_EQ(copied.findings.size(), read.size() + 1);
  for (std::size_t n = 0; n < read.size(); ++n) EXPECT_EQ(copied.findings[n].message, read[n].message);
  EXPECT_EQ(copied.findings.back().id, "deidentify.pixels");
}

TEST(Deidentify, WritesAllOrNothing) {
  const TemporaryFolder folder;
  const fs::path in = folder.path() / "in", out = folder.path() / "out";
  writeDicomSeries(smallVolume(), {}, in);
  fs::create_directory(out);
  putBytes(out / "mine", "x");
  EXPECT_THROW(deidentifySeries(in, out, Progress()), SaveError) << "the folder is not empty";
  EXPECT_THROW(deidentifySeries(in, in, Progress()), SaveError);
  fs::remove(out / "mine");
  for (const rlim_t most : {rlim_t{10}, rlim_t{600}}) {
    const ChildEnd end = inChild([&] {
      const rlimit limit{most, most};
      setrlimit(RLIMIT_FSIZE, &limit);
      try {
        deidentifySeries(in, out, Progress());
      } catch (const SaveError&) {
        return 0;
      }
      return 1;
    });
    EXPECT_EQ(end.status, 0);
    EXPECT_TRUE(fs::is_empty(out));
  }
  EXPECT_THROW(deidentifySeries(in, "/proc/valvista", Progress()), SaveError);
  Progress cancelled;
  cancelled.cancel();
  EXPECT_THROW(deidentifySeries(in, folder.path() / "new", cancelled), Cancelled);
  EXPECT_FALSE(fs::exists(folder.path() / "new"));
  deidentifySeries(in, folder.path() / "new", Progress());
  EXPECT_EQ(fs::status(folder.path() / "new").permissions(), fs::perms::owner_all);
  writeNifti(folder.path() / "ct.nii", smallVolume());
  EXPECT_THROW(deidentifySeries(folder.path() / "ct.nii", folder.path() / "n", Progress()), LoadError);
}

TEST(Deidentify, DciodvfyFindsNoErrors) {
  if (std::system("command -v dciodvfy > /dev/null") != 0) GTEST_SKIP() << "dciodvfy is not installed";
  const TemporaryFolder folder;
  const fs::path in = folder.path() / "in", out = folder.path() / "out";
  writeDicomSeries(smallVolume(), {}, in);
  deidentifySeries(in, out, Progress());
  const auto errors = [&](const fs::path& file) {
    const std::string said = (folder.path() / "said").string();
    std::system(("dciodvfy " + file.string() + " > " + said + " 2>&1").c_str());
    std::istringstream lines(bytesOf(said));
    std::set<std::string> found;
    for (std::string line; std::getline(lines, line);)
      if (line.starts_with("Error")) found.insert(line);
    return found;
  };
  EXPECT_EQ(errors(slicePath(out, 1)), errors(slicePath(in, 1))) << "what we write has one of its own";
  const fs::path enhanced =
      fs::path(VALVISTA_SHARED_DATA) / "dicom_seg_rtstruct/dcmqi/segmentations/24x38x3/multiframe/mf.dcm";
  if (!fs::exists(enhanced)) return;
  deidentifySeries(enhanced, folder.path() / "enhanced", Progress());
  const std::set<std::string> before = errors(enhanced),
                              after = errors(slicePath(folder.path() / "enhanced", 1));
  EXPECT_TRUE(std::includes(before.begin(), before.end(), after.begin(), after.end()));
}

}  // namespace
}  // namespace valvista::planning
