// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planning/model/review.h"
#include "ui/session/case_document.h"
#include "viewer/widgets/markup_board.h"

#include <QObject>
#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace valvista::ui {

/// Which handles the views show.
struct ShownMarkups {
  bool annulus = true;  ///< hinge points, annulus plane, end of the root
  bool annotations = true;
  std::optional<planning::Vessel> centreline;  ///< whose points can be moved
};

/// What of the document can be taken hold of in the views, with a drag that is not finished.
std::vector<viewer::Markup> markupsOf(const CaseDocument& document, const ShownMarkups& shown);

/// Binds the document to the views' markups: shows what is there, and turns drags, drawings and removals into
/// changes of the review, one undo entry each.
class PlanMarkups : public QObject {
  Q_OBJECT
 public:
  PlanMarkups(CaseDocument& document, viewer::MarkupBoard& board, QObject* parent);

  const ShownMarkups& shown() const { return shown_; }
  void show(const ShownMarkups& shown);
  /// The annotation that is selected; nullptr without one.
  const planning::Annotation* selectedAnnotation() const;
  void rename(const std::string& annotationId, const QString& name);

 private:
  void follow(const CaseChange& change);
  void drag(const viewer::Markup& markup, bool finished);
  void add(const viewer::Markup& markup);
  void remove(const QString& markupId);

  CaseDocument& document_;
  viewer::MarkupBoard& board_;
  ShownMarkups shown_;
};

}  // namespace valvista::ui
