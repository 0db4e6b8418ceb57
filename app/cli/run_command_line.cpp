// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/progress_line.h"
#include "planning/core/error.h"
#include "planning/report/report_text.h"

#include <iostream>
#include <memory>
#include <new>
#include <signal.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <vector>

namespace valvista::cli {

namespace {

Progress* progressToCancel = nullptr;

void cancelOnSignal(int) {
  if (progressToCancel != nullptr) progressToCancel->cancel();  // an atomic store: safe in a handler
}

/// The first interrupt asks the command to stop and clean up; a second one ends the program at once.
void cancelOnInterrupt(Progress& progress) {
  progressToCancel = &progress;
  struct sigaction action {};
  action.sa_handler = cancelOnSignal;
  action.sa_flags = SA_RESETHAND;
  for (const int number : {SIGINT, SIGTERM}) sigaction(number, &action, nullptr);
}

/// A full disk or a closed pipe is then an error of the write, which has a message, and not the end.
void ignoreOutputSignals() {
  for (const int number : {SIGXFSZ, SIGPIPE}) signal(number, SIG_IGN);
}

void logToStandardError() {
  spdlog::set_default_logger(
      std::make_shared<spdlog::logger>("valvista", std::make_shared<spdlog::sinks::stderr_sink_mt>()));
  spdlog::set_level(spdlog::level::warn);
}

struct Declared {
  CLI::App* options = nullptr;
  RunCommand run;
};

ExitCode complain(ExitCode code, const std::string& message) {
  std::cerr << "valvista-cli: " << planning::printable(message) << '\n';
  return code;
}

ExitCode runGuarded(const RunCommand& run, const Answers& answers, const Progress& progress) {
  try {
    return run(answers, progress);
  } catch (const Cancelled&) {
    return complain(kCancelled, "cancelled");
  } catch (const SaveError& error) {
    return complain(kNotWritten, error.what());
  } catch (const Error& error) {  // LoadError, ModelError
    return complain(kInputRefused, error.what());
  } catch (const std::invalid_argument& error) {  // options that make no sense
    return complain(kWrongUsage, error.what());
  } catch (const std::bad_alloc&) {
    return complain(kInputRefused, "There is not enough memory for this input.");
  } catch (const std::exception& error) {
    spdlog::debug("unexpected: {}", error.what());  // may name a path, so it is not shown by default
    return complain(kInputRefused, "This input led to an internal error; please report it.");
  }
}

/// The first word when it is neither an option nor a command.
std::string unknownCommand(int argc, char** argv) {
  const std::string word = argc > 1 ? argv[1] : "";
  if (word.empty() || word.front() == '-') return {};
  for (const Command& command : commands())
    if (word == command.name) return {};
  return word;
}

std::string commandNames() {
  std::string names;
  for (const Command& command : commands()) names += (names.empty() ? "" : ", ") + std::string(command.name);
  return names;
}

}  // namespace

int runCommandLine(int argc, char** argv) {
  ignoreOutputSignals();
  logToStandardError();

  CLI::App app("Valvista: TAVR planning from CT. Research software - not for clinical use.", "valvista-cli");
  app.set_version_flag("--version", std::string("valvista-cli " VALVISTA_VERSION));
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 done, 2 wrong usage, 3 input refused, 4 something could not be measured,\n"
      "5 output not written, 130 cancelled. \"valvista-cli COMMAND --help\" shows an example.");
  std::string jsonFile;
  bool showProgress = false;
  std::vector<Declared> declared;
  for (const Command& command : commands()) {
    CLI::App* options = app.add_subcommand(command.name, command.summary);
    declared.push_back({options, command.declare(*options)});
    options->add_option("--json", jsonFile, "Write the answer as JSON to FILE, or to standard output with -")
        ->type_name("FILE");
    options->add_flag("--progress", showProgress,
                      "Show progress on standard error also when it is no terminal");
  }
  if (const std::string word = unknownCommand(argc, argv); !word.empty())
    return complain(kWrongUsage, "there is no command \"" + word + "\"; there are: " + commandNames());
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kWrongUsage;
  }

  ProgressLine line(showProgress || isatty(STDERR_FILENO) == 1);
  Progress progress([&line](double fraction, std::string_view what) { line.show(fraction, what); });
  cancelOnInterrupt(progress);
  for (const Declared& command : declared) {
    if (!command.options->parsed()) continue;
    const RunCommand tidied = [&](const Answers& answers, const Progress& p) {
      const ExitCode code = command.run(answers, p);
      line.clear();
      return code;
    };
    return runGuarded(tidied, Answers(jsonFile), progress);
  }
  return kWrongUsage;
}

}  // namespace valvista::cli
