// SPDX-License-Identifier: GPL-3.0-or-later
// Reliability T3: what is wrong with a dataset is named with its file before a training begins.
#include "planning/core/error.h"
#include "planning/core/training/dataset.h"
#include "tests/core/training/small_dataset.h"

#include <functional>
#include <gtest/gtest.h>
#include <limits>
#include <memory>

namespace valvista::tests {
namespace {

namespace fs = std::filesystem;

/// Something that is done to a good dataset, and the fault that must come of it.
struct Planted {
  std::string name;
  std::function<void(const fs::path&)> plant;
  std::string file, words;
  bool isError = true;
};

void edit(const fs::path& file, const std::string& from, const std::string& to) {
  putBytes(file, replaced(bytesOf(file), from, to));
}

std::function<void(const fs::path&)> json(const std::string& from, const std::string& to) {
  return [=](const fs::path& folder) { edit(folder / "dataset.json", from, to); };
}

void cutShort(const fs::path& file) {
  putBytes(file, bytesOf(file).substr(0, bytesOf(file).size() / 2));
}

const fs::path kCt = fs::path("imagesTr") / "b_0000.nii.gz", kLabel = fs::path("labelsTr") / "b.nii.gz";

std::function<void(const fs::path&)> ctOf(const std::function<float(float)>& value) {
  return [=](const fs::path& folder) {
    std::vector<float> values = floatsOf(smallCt(smallGrid(), 1));
    for (float& one : values) one = value(one);
    writeFloats(folder / kCt, smallGrid(), values);
  };
}

std::function<void(const fs::path&)> labelsOf(const std::function<float(float)>& value) {
  return [=](const fs::path& folder) {
    std::vector<float> values = floatsOf(smallLabels(smallGrid()));
    for (float& one : values) one = value(one);
    writeFloats(folder / kLabel, smallGrid(), values);
  };
}

std::function<void(const fs::path&)> labelsOn(const ImageGeometry& grid) {
  return [=](const fs::path& folder) { writeNifti(folder / kLabel, smallLabels(grid)); };
}

/// A CT and labels that lie on this grid.
std::function<void(const fs::path&)> caseOn(const ImageGeometry& grid) {
  return [=](const fs::path& folder) {
    writeNifti(folder / kCt, smallCt(grid, 1));
    writeNifti(folder / kLabel, smallLabels(grid));
  };
}

ImageGeometry shifted(double mm) {
  ImageGeometry grid = smallGrid();
  grid.lpsFromIjk.offset.x += mm;
  return grid;
}

std::vector<Planted> listingFaults() {
  const std::string kJson = "dataset.json";
  return {
      {"no dataset.json", [](const fs::path& f) { fs::remove(f / "dataset.json"); }, kJson, "no such file"},
      {"not JSON", json("{\"channel", "{channel"), kJson, "line 1"},
      {"two channels", json("\"CT\"", "\"CT\", \"1\": \"PET\""), kJson, "2 channels"},
      {"no channels", json("channel_names", "channels"), kJson, "modality"},
      {"a region", json("\"aorta\": 1", "\"aorta\": [1, 2]"), kJson, "\"aorta\" is a region"},
      {"values as text", json("\"aorta\": 1", "\"aorta\": \"1\""), kJson, "not a whole number"},
      {"value beyond 8 bits", json("\"aorta\": 1", "\"aorta\": 300"), kJson, "not in 0..255"},
      {"one value twice", json("\"aorta\": 1", "\"aorta\": 2"), kJson, "same value"},
      {"no background", json("\"background\": 0, ", ""), kJson, "value 0"},
      {"unreadable ending", json(".nii.gz", ".nrrd"), kJson, ".nrrd"},
      {"no images", [](const fs::path& f) { fs::remove_all(f / "imagesTr"); }, "imagesTr", "cannot be read"},
      {"count of cases", json("\"numTraining\": 3", "\"numTraining\": 4"), kJson, "imagesTr holds 3"},
      {"another modality", json("\"CT\"", "\"MRI\""), kJson, "not \"CT\"", false},
      {"a patient's case is not there", json("\"file", R"("patients": {"x": "p"}, "file)"), kJson, "\"x\"",
       false},
      {"CT without labels", [](const fs::path& f) { fs::remove(f / kLabel); }, kLabel, "no such file"},
      {"labels without CT", [](const fs::path& f) { fs::remove(f / kCt); }, kLabel, "no CT"},
      {"another ending", [](const fs::path& f) { putBytes(f / "imagesTr" / "d_0000.nrrd", "x"); },
       "imagesTr/d_0000.nrrd", "does not end in .nii.gz"},
      {"another channel", [](const fs::path& f) { fs::copy(f / kCt, f / "imagesTr" / "b_0001.nii.gz"); },
       "imagesTr/b_0001.nii.gz", "_0000"},
      {"a folder for a file",
       [](const fs::path& f) {
         fs::remove(f / kCt);
         fs::create_directory(f / kCt);
       },
       kCt, "is a folder"},
      {"a link to itself",
       [](const fs::path& f) {
         fs::remove(f / kCt);
         fs::create_symlink(f / kCt, f / kCt);
       },
       kCt, "leads back to itself"},
      {"a link to nothing",
       [](const fs::path& f) {
         fs::remove(f / kLabel);
         fs::create_symlink(f / "nothing", f / kLabel);
       },
       kLabel, "no such file"},
      {"one file twice",
       [](const fs::path& f) {
         fs::remove(f / "imagesTr" / "c_0000.nii.gz");
         fs::create_symlink(f / kCt, f / "imagesTr" / "c_0000.nii.gz");
       },
       "imagesTr/c_0000.nii.gz", "file of case b again"},
      {"capitals",
       [](const fs::path& f) {
         fs::copy(f / kCt, f / "imagesTr" / "B_0000.nii.gz");
         fs::copy(f / kLabel, f / "labelsTr" / "B.nii.gz");
       },
       kCt, "capitals only"},
      {"a name that tables cannot hold",
       [](const fs::path& f) {
         fs::rename(f / kCt, f / "imagesTr" / "b,2_0000.nii.gz");
         fs::rename(f / kLabel, f / "labelsTr" / "b,2.nii.gz");
       },
       "imagesTr/b,2_0000.nii.gz", "comma"},
  };
}

std::vector<Planted> voxelFaults() {
  return {
      {"CT cut short", [](const fs::path& f) { cutShort(f / kCt); }, kCt, "ends too early"},
      {"empty CT", [](const fs::path& f) { putBytes(f / kCt, ""); }, kCt, "empty"},
      {"no NIfTI", [](const fs::path& f) { putBytes(f / kCt, std::string(5000, 'x')); }, kCt, "not a NIfTI"},
      {"compressed data damaged",
       [](const fs::path& f) {
         std::string bytes = bytesOf(f / kCt);
         for (std::size_t at = bytes.size() / 2; at < bytes.size() / 2 + 40; ++at) bytes[at] = '\x55';
         putBytes(f / kCt, bytes);
       },
       kCt, ""},
      {"header damaged",
       [](const fs::path& f) {
         writeFloats(f / kCt, smallGrid(), floatsOf(smallCt(smallGrid(), 1)));
         std::string bytes = bytesOf(f / kCt);
         bytes[42] = bytes[43] = '\xFF';  // dim[1]
         putBytes(f / kCt, bytes);
       },
       kCt, ""},
      {"labels cut short", [](const fs::path& f) { cutShort(f / kLabel); }, kLabel, "ends too early"},
      {"labels of another size", labelsOn(axisAlignedGeometry({26, 22, 19}, {1.5, 1.25, 2.0}, {-20, -15, 7})),
       kLabel, "26 x 22 x 19"},
      {"labels elsewhere", labelsOn(shifted(0.3)), kLabel, "corners differ by 0.300 mm"},
      {"labels a little off", labelsOn(shifted(0.02)), kLabel, "0.0200 mm", false},
      {"unknown label", labelsOf([](float v) { return v == 2.0F ? 9.0F : v; }), kLabel, "value 9"},
      {"negative label", labelsOf([](float v) { return v == 2.0F ? -1.0F : v; }), kLabel, "value -1"},
      {"fractions", labelsOf([](float v) { return v * 0.5F; }), kLabel, "no whole numbers, such as 0.5"},
      {"labels that are no numbers",
       labelsOf([](float v) { return v == 2.0F ? std::numeric_limits<float>::quiet_NaN() : v; }), kLabel,
       "NaN"},
      {"nothing labelled", labelsOf([](float) { return 0.0F; }), kLabel, "labels nothing"},
      {"a class missing", labelsOf([](float v) { return v == 2.0F ? 0.0F : v; }), kLabel,
       "\"left_ventricle\"", false},
      {"a class in no case",
       [](const fs::path& f) {
         for (const char* name : {"a", "b", "c"})
           writeNifti(f / "labelsTr" / (std::string(name) + ".nii.gz"), maskOf(smallLabels(smallGrid()), 1));
       },
       "", "No case has the model's class \"left_ventricle\""},
      {"a class that the dataset has not", json("\"left_ventricle\"", "\"ventricle\""), "dataset.json",
       "does not name the model's class \"left_ventricle\""},
      {"the dataset's name of a class is another", json("\"left_ventricle\"", "\"ventricle\""), kLabel,
       "value 2", false},
      {"one value everywhere", ctOf([](float) { return 0.0F; }), kCt, "All voxels have the value 0"},
      {"normalised", ctOf([](float v) { return (v + 1024.0F) / 2048.0F; }), kCt, "normalised"},
      {"a picture", ctOf([](float v) { return (v + 1024.0F) / 8.0F; }), kCt, "picture"},
      {"no intercept", ctOf([](float v) { return v + 1024.0F; }), kCt, "intercept", false},
      {"no numbers in the CT",
       ctOf([](float v) { return v > 80.0F ? std::numeric_limits<float>::quiet_NaN() : v; }), kCt,
       "no numbers", false},
      {"nothing but NaN", ctOf([](float) { return std::numeric_limits<float>::quiet_NaN(); }), kCt,
       "no numbers at all"},
      {"beyond HU", ctOf([](float v) { return v > 80.0F ? 1e6F : v; }), kCt, "beyond what HU can be", false},
      {"the same CT twice", [](const fs::path& f) { writeNifti(f / kCt, smallCt(smallGrid(), 0)); }, kCt,
       "same CT as that of case a"},
      {"too small", caseOn(axisAlignedGeometry({26, 22, 18}, {1.5, 0.9, 2.0})), kCt, "j 19.8 / 24.0 mm",
       false},
      {"very flat voxels", caseOn(axisAlignedGeometry({26, 22, 18}, {1.5, 1.5, 40.0})), kCt, "unusual",
       false},
  };
}

const DatasetFault* find(const std::vector<DatasetFault>& faults, const fs::path& file,
                         const Planted& planted) {
  for (const DatasetFault& fault : faults)
    if (fault.file == file && fault.isError == planted.isError &&
        fault.message.find(planted.words) != std::string::npos)
      return &fault;
  return nullptr;
}

std::string told(const std::vector<DatasetFault>& faults) {
  std::string text;
  for (const DatasetFault& fault : faults)
    text += "  " + fault.file.filename().string() + (fault.isError ? ": " : " (warning): ") + fault.message +
            "\n";
  return text;
}

/// All faults; what is refused as a whole is one with the file that the message begins with.
std::vector<DatasetFault> faultsOf(const fs::path& folder, bool checked) {
  std::vector<DatasetFault> faults;
  try {
    const Dataset dataset = readDataset(folder, faults);
    if (!checked) return faults;
    for (DatasetFault& fault : checkDataset(dataset, smallModel(), Progress()))
      faults.push_back(std::move(fault));
  } catch (const LoadError& error) {
    const std::string what = error.what();
    const std::size_t colon = what.find(": ");
    faults.push_back({true, folder / what.substr(0, colon), what.substr(colon + 2)});
  }
  return faults;
}

class DatasetFaults : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    good_ = std::make_unique<TemporaryFolder>();
    makeNnUNet(good_->path(), 3);
  }
  static void TearDownTestSuite() { good_.reset(); }

  static void expectNamed(const Planted& planted, bool checked) {
    const TemporaryFolder folder;
    fs::copy(good_->path(), folder.path(),
             fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    planted.plant(folder.path());
    const std::vector<DatasetFault> faults = faultsOf(folder.path(), checked);
    const fs::path file = planted.file.empty() ? folder.path() : folder / planted.file;
    EXPECT_NE(find(faults, file, planted), nullptr) << planted.name << "; told was:\n" << told(faults);
  }

  static std::unique_ptr<TemporaryFolder> good_;
};
std::unique_ptr<TemporaryFolder> DatasetFaults::good_;

TEST_F(DatasetFaults, AGoodDatasetHasNone) {
  EXPECT_EQ(told(faultsOf(good_->path(), true)), "");
}

TEST_F(DatasetFaults, OfFilesAreNamed) {
  for (const Planted& planted : listingFaults()) expectNamed(planted, false);
}

TEST_F(DatasetFaults, OfVoxelsAreNamed) {
  for (const Planted& planted : voxelFaults()) expectNamed(planted, true);
}

/// A label that dataset.json names and the model has not is an error only where it is used.
TEST_F(DatasetFaults, AnUnwantedLabelIsNamedWhereItIs) {
  expectNamed({"unwanted label",
               [](const fs::path& f) {
                 edit(f / "dataset.json", "\"aorta\": 1", "\"aorta\": 1, \"spleen\": 9");
                 labelsOf([](float v) { return v == 2.0F ? 9.0F : v; })(f);
               },
               kLabel, "value 9", false},
              true);
}

TEST(TotalSegmentatorFaults, AreNamed) {
  const TemporaryFolder good;
  makeTotalSegmentator(good.path(), 2);
  EXPECT_EQ(told(faultsOf(good.path(), true)), "");
  const std::string masks = "b/segmentations/";
  const std::vector<Planted> all{
      {"no CT", [](const fs::path& f) { fs::remove(f / "b" / "ct.nii.gz"); }, "b/ct.nii.gz", "no such file"},
      {"no masks", [](const fs::path& f) { fs::remove_all(f / "b" / "segmentations"); }, "b/segmentations",
       "no such folder"},
      {"empty folder",
       [](const fs::path& f) {
         fs::remove_all(f / "b" / "segmentations");
         fs::create_directory(f / "b" / "segmentations");
       },
       "b/segmentations", "no masks"},
      {"mask missing", [&](const fs::path& f) { fs::remove(f / (masks + "aorta.nii.gz")); },
       masks + "aorta.nii.gz", "no such mask", false},
      {"mask of two values",
       [&](const fs::path& f) { writeNifti(f / (masks + "aorta.nii.gz"), smallLabels(smallGrid())); },
       masks + "aorta.nii.gz", "one value beside 0"},
      {"mask elsewhere",
       [&](const fs::path& f) {
         writeNifti(f / (masks + "heart_ventricle_left.nii.gz"), LabelMap(shifted(2.0)));
       },
       masks + "heart_ventricle_left.nii.gz", "corners differ"},
      {"mask cut short", [&](const fs::path& f) { cutShort(f / (masks + "aorta.nii.gz")); },
       masks + "aorta.nii.gz", "ends too early"},
  };
  for (const Planted& planted : all) {
    const TemporaryFolder folder;
    fs::copy(good.path(), folder.path(), fs::copy_options::recursive);
    planted.plant(folder.path());
    const std::vector<DatasetFault> faults = faultsOf(folder.path(), true);
    EXPECT_NE(find(faults, folder / planted.file, planted), nullptr) << planted.name << "; told was:\n"
                                                                     << told(faults);
  }
}

TEST(ReadDataset, RefusesAFolderOfSomethingElse) {
  const TemporaryFolder folder;
  std::vector<DatasetFault> faults;
  EXPECT_THROW(readDataset(folder / "nowhere", faults), LoadError);
  EXPECT_THROW(readDataset(folder.path(), faults), LoadError);
  EXPECT_TRUE(faults.empty());
}

}  // namespace
}  // namespace valvista::tests
