// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewer/widgets/linked_views.h"

#include <QSurfaceFormat>

namespace valvista::viewer {

void setDefaultSurfaceFormat() {
  QSurfaceFormat format;
  format.setRenderableType(QSurfaceFormat::OpenGL);
  format.setVersion(3, 2);
  format.setProfile(QSurfaceFormat::CoreProfile);
  QSurfaceFormat::setDefaultFormat(format);
}

LinkedViews::LinkedViews(QWidget* parent) : QWidget(parent) {}
LinkedViews::~LinkedViews() = default;
void LinkedViews::setVolume(const Volume&) {}
void LinkedViews::setLabels(const LabelMap&) {}
void LinkedViews::setSurfaces(std::vector<planning::LabelSurface>) {}
void LinkedViews::setCrosshair(const Vec3&) {}
Vec3 LinkedViews::crosshair() const { return {}; }
void LinkedViews::setWindowLevel(double, double) {}
void LinkedViews::setLabelOpacity(double) {}
void LinkedViews::showEvidence(const planning::Evidence&) {}

}  // namespace valvista::viewer
