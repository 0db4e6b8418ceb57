// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "planning/anatomy/root_labels.h"
#include "planning/core/nifti_file.h"
#include "planning/core/output_file.h"
#include "planning/io/nnunet_dataset.h"
#include "planning/phantom/cohort.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

namespace valvista::cli {

using namespace planning;

namespace {

constexpr std::uint64_t kFirstTestIndex = 1'000'000;  ///< so that more training cases change no test case

struct Given {
  std::filesystem::path out;
  int cases = 0, testCases = 0;
  std::uint64_t seed = 1;
  double spacingMm = 1.5;
};

struct CohortFiles {
  std::filesystem::path image, labels, truth;
  bool whole() const {
    return std::filesystem::exists(image) && std::filesystem::exists(labels) &&
           std::filesystem::exists(truth);
  }
};

std::string fourDigits(int number) {
  const std::string digits = std::to_string(number);
  return std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

CohortFiles filesOf(const Given& given, int number, bool test) {
  const std::string name = (test ? "test_" : "case_") + fourDigits(number), part = test ? "Ts" : "Tr";
  return {given.out / ("images" + part) / nnunetImageName(name),
          given.out / ("labels" + part) / nnunetLabelName(name), given.out / "truth" / (name + ".json")};
}

nlohmann::ordered_json originOf(const Given& given) {
  return {{"made_by", "cohort"}, {"seed", given.seed}, {"spacing_mm", given.spacingMm}};
}

/// A cohort that goes on must be the same cohort.
void refuseAnotherDataset(const Given& given) {
  std::ifstream file(given.out / "dataset.json");
  if (!file) return;
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  const auto dataset = nlohmann::ordered_json::parse(text, nullptr, false);
  if (!dataset.is_object() || dataset.value("valvista", nlohmann::ordered_json()) != originOf(given))
    throw std::invalid_argument(
        "--out holds a dataset that is not the cohort of this seed and spacing; give an empty folder.");
}

void writeCase(const Given& given, const CohortFiles& files, std::uint64_t index, const Progress& progress) {
  const Phantom phantom = makeCohortCase(given.seed, index, given.spacingMm, Progress(progress, 0.0, 0.5));
  const Progress deriving(progress, 0.5, 0.7);
  const RootLabels derived = deriveRootLabels(phantom.anatomy, RootLabelOptions{}, {}, deriving);
  progress.throwIfCancelled();
  progress.report(0.7, "writing");
  for (const std::filesystem::path& file : {files.image, files.labels}) makeFolderOf(file);
  writeNifti(files.image, phantom.ct);
  writeNifti(files.labels, derived.labels);
  writeTextFile(files.truth, truthJson(phantom));  // last: a case with its truth is whole
}

/// Number of cases that were made now.
int makeCohort(const Given& given, const Progress& progress) {
  refuseAnotherDataset(given);
  NnunetFacts facts;
  facts.origin = originOf(given).dump();
  writeNnunetDataset(given.out, facts);
  const int all = given.cases + given.testCases;
  int made = 0;
  for (int i = 0; i < all; ++i) {
    const bool test = i >= given.cases;
    const int number = test ? i - given.cases : i;
    const CohortFiles files = filesOf(given, number + 1, test);
    if (files.whole()) continue;
    const Progress part(progress, static_cast<double>(i) / all, static_cast<double>(i + 1) / all);
    part.throwIfCancelled();
    writeCase(given, files, static_cast<std::uint64_t>(number) + (test ? kFirstTestIndex : 0), part);
    ++made;
  }
  writeNnunetDataset(given.out, facts);
  return made;
}

}  // namespace

RunCommand declareCohort(CLI::App& options) {
  const auto given = std::make_shared<Given>();
  options.add_option("--out", given->out, "nnU-Net v2 dataset to make or to go on with")
      ->type_name("DIR")
      ->required();
  options.add_option("--cases", given->cases, "Training cases")
      ->type_name("N")
      ->check(CLI::Range(1, 9999))
      ->required();
  options.add_option("--test", given->testCases, "Test cases beside them")
      ->type_name("M")
      ->check(CLI::Range(0, 9999));
  options.add_option("--seed", given->seed, "Of the whole cohort")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  options.add_option("--spacing", given->spacingMm, "Voxel edge in mm")
      ->type_name("S")
      ->check(CLI::Range(0.5, 5.0))
      ->capture_default_str();
  options.footer(
      "Example:\n  valvista-cli cohort --out Dataset001_Phantoms --cases 200 --test 20 --spacing 1.5");

  return [given](const Answers& answers, const Progress& progress) {
    const int made = makeCohort(*given, progress);
    const int all = given->cases + given->testCases;
    answers.json(nlohmann::ordered_json{{"schema", "valvista.cohort"},
                                        {"version", 1},
                                        {"seed", given->seed},
                                        {"training_cases", given->cases},
                                        {"test_cases", given->testCases},
                                        {"made", made},
                                        {"kept", all - made}}
                     .dump(2) +
                 "\n");
    answers.table(std::to_string(made) + " cases made, " + std::to_string(all - made) + " were there\n");
    return kDone;
  };
}

}  // namespace valvista::cli
