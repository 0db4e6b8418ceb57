// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/text_table.h"
#include "planning/anatomy/root_labels.h"
#include "planning/core/error.h"
#include "planning/core/nifti_file.h"
#include "planning/core/output_file.h"
#include "planning/io/dicom_writer.h"
#include "planning/io/label_schemes.h"
#include "planning/phantom/aortic_phantom.h"
#include "planning/report/output_folder.h"
#include "planning/report/report_text.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace valvista::cli {

using namespace planning;

namespace {

constexpr const char* kAnatomyScheme = "totalsegmentator-v1";

struct Given {
  std::string out, seed, spacing, noiseHu, orientation;
  std::vector<std::string> settings;
  bool dicom = false;
};

PhantomSpec specOf(const Given& given) {
  PhantomSpec spec;
  const auto set = [&](const char* name, const std::string& value) {
    if (!value.empty()) setPhantomOption(spec, name, value);
  };
  set("seed", given.seed);
  set("spacing", given.spacing);
  set("noise_hu", given.noiseHu);
  set("orientation", given.orientation);
  for (const std::string& setting : given.settings) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos)
      throw std::invalid_argument("--set takes key=value, not \"" + setting + "\"");
    setPhantomOption(spec, setting.substr(0, equals), setting.substr(equals + 1));
  }
  return spec;
}

/// The same labels in the numbers of a scheme's source.
LabelMap inSourceValues(const LabelMap& tavr, const std::string& schemeName) {
  const auto& schemes = labelSchemes();
  const auto scheme =
      std::find_if(schemes.begin(), schemes.end(), [&](const auto& s) { return s.name == schemeName; });
  std::map<std::uint8_t, std::uint8_t> sourceFromTavr;
  for (const auto& [source, value] : scheme->tavrFromSource) {
    sourceFromTavr.try_emplace(value, static_cast<std::uint8_t>(source));
  }
  LabelMap mapped = tavr;
  for (int k = 0; k < tavr.geometry().size[2]; ++k) {
    if (tavr.isBackground(k)) continue;
    for (std::uint8_t& voxel : mapped.mutableSlice(k)) voxel = voxel == 0 ? voxel : sourceFromTavr.at(voxel);
  }
  return mapped;
}

/// A dicom folder that no phantom put there may be a patient's scan.
void refuseToReplaceAScan(const std::filesystem::path& out) {
  const std::filesystem::path dicom = out / "dicom";
  std::error_code error;
  const bool occupied = std::filesystem::exists(dicom, error) && !std::filesystem::is_empty(dicom, error);
  if (occupied && !std::filesystem::exists(out / "truth.json", error)) {
    throw SaveError("dicom cannot be written: the folder exists and holds files of something else.");
  }
}

void writePhantom(const Given& given, const Phantom& phantom, const Progress& progress) {
  if (given.dicom) refuseToReplaceAScan(given.out);
  OutputFolder output(given.out);
  progress.report(0.0, "writing the CT");
  writeNifti(output.add("ct.nii.gz"), phantom.ct);
  progress.throwIfCancelled();
  progress.report(0.6, "writing the labels");
  writeNifti(output.add("anatomy.nii.gz"), inSourceValues(phantom.anatomy, kAnatomyScheme));
  const Progress deriving(progress, 0.6, 0.8);
  writeNifti(output.add("labels.nii.gz"),
             deriveRootLabels(phantom.anatomy, RootLabelOptions{}, {}, deriving).labels);
  writeTextFile(output.add("truth.json"), truthJson(phantom));
  progress.throwIfCancelled();
  if (given.dicom) {
    progress.report(0.8, "writing the DICOM series");
    const std::filesystem::path dicom = output.add("dicom");
    std::error_code error;
    std::filesystem::create_directory(dicom, error);
    if (error) throw SaveError("dicom cannot be written: " + error.message() + ".");
    writeDicomSeries(phantom.ct, SeriesDescription{}, dicom);
  }
  progress.throwIfCancelled();
  output.commit();
}

std::string truthTable(const PhantomTruth& truth) {
  std::vector<std::vector<std::string>> rows{{"truth", "value"}};
  for (const Measured& measured : truth.measurements) rows.push_back({measured.id, formatValue(measured)});
  return textTable(rows, {1});
}

}  // namespace

RunCommand declarePhantom(CLI::App& options) {
  const auto given = std::make_shared<Given>();
  options
      .add_option("--out", given->out,
                  "Folder for ct.nii.gz, anatomy.nii.gz, labels.nii.gz, truth.json; made when missing")
      ->type_name("DIR")
      ->required();
  options.add_option("--seed", given->seed, "Varies pose, sub-voxel position and noise")->type_name("N");
  options.add_option("--spacing", given->spacing, "Voxel edges in mm")->type_name("SX,SY,SZ");
  options.add_option("--noise-hu", given->noiseHu, "Standard deviation of the noise")->type_name("S");
  options.add_option("--orientation", given->orientation, "Storage order, for example LPS, RAS or PIR")
      ->type_name("AXES");
  options.add_option("--set", given->settings, "Shape and scan by name; a wrong name lists all")
      ->type_name("KEY=VALUE");
  options.add_flag("--dicom", given->dicom, "Write the CT as a DICOM series as well (folder dicom)");
  options.footer("Example:\n  valvista-cli phantom --out demo --spacing 0.8,0.8,0.8 --set annulus_min_mm=21");

  return [given](const Answers& answers, const Progress& progress) {
    const PhantomSpec spec = specOf(*given);
    const Phantom phantom = makePhantom(spec, Progress(progress, 0.0, 0.6));
    writePhantom(*given, phantom, Progress(progress, 0.6, 1.0));
    answers.json(truthJson(phantom));
    answers.table(truthTable(phantom.truth));
    return kDone;
  };
}

}  // namespace valvista::cli
