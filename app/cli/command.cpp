// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "planning/core/error.h"
#include "planning/core/output_file.h"

#include <array>
#include <iostream>

namespace valvista::cli {

namespace {

constexpr std::array kCommands{
    Command{"phantom", "make a synthetic patient with a known truth", declarePhantom},
    Command{"cohort", "make many synthetic patients in drawn bodies as a dataset to train on", declareCohort},
    Command{"inspect", "say what is in DICOM folders and volume files, and what is wrong with it",
            declareInspect},
    Command{"derive", "derive valve, annulus and root from coarse labels", declareDerive},
    Command{"labels", "write labels in another format: NIfTI, NRRD, DICOM segmentation", declareLabels},
    Command{"enrich", "derive them over a whole dataset", declareEnrich},
    Command{"segment", "make labels from a CT with a model", declareSegment},
    Command{"measure", "measure annulus, root and iliac arteries", declareMeasure},
    Command{"plan", "measure a case and write plan, tables, labels and report", declarePlan},
    Command{"evaluate", "compare label maps with the truth: Dice, distances, errors of measurements",
            declareEvaluate},
    Command{"deidentify", "copy a DICOM series without what tells the patient (PS3.15 Annex E)",
            declareDeidentify},
    Command{"models", "list, verify and install models for segmentation", declareModels},
    Command{"library", "the cases of this user: list, add, set states, export a dataset, verify",
            declareLibrary},
    Command{"train", "train a model by a configuration, in a folder that can be resumed", declareTrain},
    Command{"worker", "start valvista-worker and say what it can compute on", declareWorker},
};

void writeToStandardOutput(const std::string& text) {
  std::cout << text << std::flush;
  if (!std::cout) throw SaveError("Standard output could not be written.");
}

}  // namespace

std::span<const Command> commands() {
  return kCommands;
}

void Answers::table(const std::string& text) const {
  if (jsonFile_ != "-") writeToStandardOutput(text);
}

void Answers::json(const std::string& text) const {
  if (jsonFile_ == "-") {
    writeToStandardOutput(text);
  } else if (!jsonFile_.empty()) {
    writeTextFile(jsonFile_, text);
  }
}

}  // namespace valvista::cli
