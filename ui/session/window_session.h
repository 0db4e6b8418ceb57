// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/app_settings.h"
#include "ui/session/case_document.h"
#include "ui/session/job_runner.h"
#include "ui/session/pipeline_controller.h"

namespace valvista::ui {

/// What the parts of a window work on.
struct WindowSession {
  CaseDocument& document;
  PipelineController& controller;
  JobRunner& jobs;
  AppSettings& settings;
};

}  // namespace valvista::ui
