// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/core/label_map.h"
#include "planning/core/model_manifest.h"
#include "planning/core/progress.h"
#include "planning/core/training/train_config.h"
#include "planning/core/volume.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace valvista {

enum class DatasetLayout : std::uint8_t {
  nnUNet,            ///< dataset.json, imagesTr/CASE_0000.nii.gz, labelsTr/CASE.nii.gz
  totalSegmentator,  ///< CASE/ct.nii.gz, CASE/segmentations/STRUCTURE.nii.gz
};

struct DatasetCase {
  std::string name;     ///< of its files
  std::string patient;  ///< cases of one patient are never split; the name where nobody says
  std::filesystem::path ct;
  std::filesystem::path labels;  ///< a label map, or a folder of one mask a structure
  bool operator==(const DatasetCase&) const = default;
};

struct Dataset {
  DatasetLayout layout = DatasetLayout::nnUNet;
  std::filesystem::path folder;
  std::vector<ModelClass> classes;  ///< as the dataset names them, the background first
  std::vector<DatasetCase> cases;   ///< by name
};

/// Something wrong with a dataset, found before it costs anybody a night.
struct DatasetFault {
  bool isError = true;  ///< else the case can be used, but somebody should look
  std::filesystem::path file;
  std::string message;  ///< one sentence that can follow the file's name
};

/// Lists a dataset without reading voxels. `patients` of dataset.json, an object from case to patient, tells
/// who is who where there is more than one CT of a patient. Throws LoadError for a folder that is neither
/// layout or whose dataset.json cannot be used; what is wrong with single cases goes to `faults`.
Dataset readDataset(const std::filesystem::path& folder, std::vector<DatasetFault>& faults);

/// Reads every case and names what is wrong with it for this model: unreadable files, CT and labels on
/// different grids, labels that no class has, no class at all, the same CT twice, HU that are none, a CT
/// smaller than a patch. Throws Cancelled.
std::vector<DatasetFault> checkDataset(const Dataset&, const ModelManifest& model, const Progress&);

/// A case in memory: labels have the values of `classes`, matched by name, on the CT's grid.
struct DatasetVoxels {
  Volume ct;
  LabelMap labels;
};
/// Throws LoadError naming the file and the reason, Cancelled.
DatasetVoxels readCase(const Dataset&, const DatasetCase&, const std::vector<ModelClass>& classes,
                       const Progress&);

enum class DatasetPart : std::uint8_t { training, validation, test };
/// Which case is used for what.
using DatasetSplit = std::map<std::string, DatasetPart>;

/// Shares patients out by the rule: the same for the same names and seed on every machine. A patient that is
/// added moves at most one other across the border between two parts. At least one patient is trained on and,
/// when asked for, validated and tested on. Throws LoadError when there are too few patients.
DatasetSplit splitByPatient(const std::vector<DatasetCase>&, const SplitRule&);

/// split.json: {"training": [names], "validation": [...], "test": [...]}. Reading throws LoadError, also for
/// a case that is named twice, for names the dataset has not, and for a patient in two parts.
DatasetSplit readSplit(const std::filesystem::path& file, const std::vector<DatasetCase>&);
/// Throws SaveError.
void writeSplit(const std::filesystem::path& file, const DatasetSplit&);

}  // namespace valvista
