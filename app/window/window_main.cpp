// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/screenshot.h"
#include "ui/session/app_settings.h"
#include "ui/session/case_document.h"
#include "ui/session/job_runner.h"
#include "ui/session/pipeline_controller.h"
#include "ui/widgets/language.h"
#include "ui/widgets/main_window.h"
#include "ui/widgets/theme.h"
#include "viewer/widgets/linked_views.h"

#include <QApplication>
#include <QTemporaryDir>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <optional>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <string>

namespace {

using namespace valvista;

struct Options {
  planning::PlanSources sources;
  bool demo = false;
  std::optional<std::filesystem::path> screenshot;
  std::optional<QSize> size;
  std::optional<ui::Look> look;
  QStringList commands;
  QString part, dataset;
  std::optional<ui::Language> language;
};

/// "1600x1000"; throws CLI::ValidationError for anything else.
QSize parseSize(const std::string& text) {
  const QStringList parts = QString::fromStdString(text).split(QLatin1Char('x'));
  const int width = parts.value(0).toInt(), height = parts.value(1).toInt();
  if (parts.size() != 2 || width < 200 || height < 200 || width > 10000 || height > 10000)
    throw CLI::ValidationError("--size", "must be WIDTHxHEIGHT, for example 1600x1000");
  return {width, height};
}

Options parse(int argc, char** argv) {
  CLI::App app("Valvista: planning of transcatheter aortic valve replacement from CT. Research use only.");
  app.footer("Example: valvista ct_folder --labels labels.nii.gz");
  app.set_version_flag("--version", "valvista " VALVISTA_VERSION);
  std::string ct, labels, scheme, screenshot, size, look, language, part, dataset;
  std::vector<std::string> commands;
  Options options;
  auto* ctOption = app.add_option("CT", ct, "DICOM folder, DICOM file, NIfTI, NRRD or MetaImage");
  app.add_option("--labels", labels, "label map, or folder with one mask per structure");
  app.add_option("--scheme", scheme, "how the labels are numbered, for example totalsegmentator-v1");
  app.add_flag("--demo", options.demo, "open the built-in phantom")->excludes(ctOption);
  app.add_option("--screenshot", screenshot, "write a picture of the planned case and end");
  app.add_option("--size", size, "size of the window, WIDTHxHEIGHT");
  app.add_option("--language", language, "de or en, instead of the user's choice")
      ->check(CLI::IsMember({"de", "en"}));
  app.add_option("--look", look, "dark or light, instead of the user's choice")
      ->check(CLI::IsMember({"dark", "light"}));
  app.add_option("--run", commands, "commands of the window to run before the picture, by their ids")
      ->delimiter(',');
  app.add_option("--picture-of", part, "the picture shows this window or part, by its objectName");
  app.add_option("--train", dataset, "open the window that trains models on this dataset");
  try {
    app.parse(argc, argv);
    if (!size.empty()) options.size = parseSize(size);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    std::exit(code == 0 ? app::kDone : app::kWrongUsage);
  }
  if (!ct.empty()) options.sources.ct = ct;
  if (!labels.empty()) options.sources.labels = labels;
  if (!scheme.empty()) options.sources.scheme = scheme;
  if (!language.empty()) options.language = language == "de" ? ui::Language::german : ui::Language::english;
  if (!look.empty()) options.look = look == "light" ? ui::Look::light : ui::Look::dark;
  for (const std::string& id : commands) options.commands << QString::fromStdString(id);
  options.part = QString::fromStdString(part);
  options.dataset = QString::fromStdString(dataset);
  if (!screenshot.empty()) options.screenshot = screenshot;
  return options;
}

/// Errors as the log may hold them: kind and detail, neither file names nor patients.
void logFailure(const ui::PipelineFailure& failure) {
  std::string detail;
  try {
    if (failure.cause.error) std::rethrow_exception(failure.cause.error);
  } catch (const Error& error) {
    detail = error.detail();
  } catch (...) {
    detail = "unexpected error";
  }
  spdlog::warn("{}{}{}", failure.inputRefused ? "input refused" : "step failed", detail.empty() ? "" : ": ",
               detail);
}

void openFirst(const Options& options, ui::PipelineController& controller) {
  if (options.demo) controller.openDemo();
  if (options.sources.ct || options.sources.labels) controller.open(options.sources);
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = parse(argc, argv);
  spdlog::set_default_logger(spdlog::stderr_color_mt("valvista"));
  viewer::setDefaultSurfaceFormat();
  QApplication application(argc, argv);

  // A picture must not depend on how the user last left the window.
  const QTemporaryDir fresh;
  ui::AppSettings settings = options.screenshot
                                 ? ui::AppSettings(fresh.filePath(QStringLiteral("settings.ini")))
                                 : ui::AppSettings();
  ui::theme::apply(application, options.look.value_or(settings.look()));
  // A picture without a choice is English, whatever the desktop says.
  const ui::Language chosen = options.screenshot ? ui::Language::english : settings.language();
  ui::useLanguage(application, options.language.value_or(chosen));
  ui::CaseDocument document;
  ui::ThreadJobRunner jobs;
  ui::PipelineController controller(document, jobs);
  QObject::connect(&controller, &ui::PipelineController::failed, logFailure);

  const ui::WindowSession session{document, controller, jobs, settings};
  ui::MainWindow window(session);
  if (options.size) window.resize(*options.size);
  window.show();
  openFirst(options, controller);
  if (!options.dataset.isEmpty()) window.trainOn(options.dataset);
  if (!options.screenshot) window.offerRecovery();
  if (options.screenshot)
    new app::Screenshot(window, session, {*options.screenshot, options.part, options.commands});
  return QApplication::exec();
}
