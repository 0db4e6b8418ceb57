// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/plan_table.h"
#include "planning/io/deidentify.h"
#include "planning/report/plan_report.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

namespace valvista::cli {

using namespace planning;

RunCommand declareDeidentify(CLI::App& options) {
  struct Given {
    std::string ct, out;
  };
  const auto given = std::make_shared<Given>();
  options.add_option("CT", given->ct, "DICOM folder or file; of several series the one that plan would read")
      ->required();
  options.add_option("--out", given->out, "Folder for the copy, empty or new")->type_name("DIR")->required();
  options.footer(
      "Removes names, dates, texts and private attributes and renames UIDs, in nested sequences too (PS3.15\n"
      "Annex E, basic profile). Pixels are the same to the bit: what is burned into them stays.\n"
      "Example:\n  valvista-cli deidentify dicom/ --out shared/case-7");

  return [given](const Answers& answers, const Progress& progress) {
    const DeidentifiedSeries copied = deidentifySeries(given->ct, given->out, progress);
    using Json = nlohmann::ordered_json;
    const Json answer = {{"schema", "valvista.deidentify"},
                         {"version", 1},
                         {"files", copied.files},
                         {"findings", Json::parse(findingsJson(copied.findings))}};
    answers.json(answer.dump(2) + "\n");
    answers.table(std::to_string(copied.files) + " files written\n" + findingsTable(copied.findings));
    return kDone;
  };
}

}  // namespace valvista::cli
