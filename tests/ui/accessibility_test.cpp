// SPDX-License-Identifier: GPL-3.0-or-later
// The whole tree of widgets, window and dialogs, as people meet it who hear it, use keys alone or read
// German.
#include "tests/ui/small_case.h"
#include "tests/ui/workplace.h"
#include "ui/widgets/language.h"
#include "viewer/widgets/linked_views.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSizeGrip>
#include <QStackedWidget>
#include <QTabBar>
#include <QTranslator>

#include <cstdlib>
#include <gtest/gtest.h>
#include <memory>
#include <set>
#include <string>

namespace valvista::ui {
namespace {

/// Every text in brackets and a third longer, as German is: what has no bracket was never translated, what is
/// cut has no room for another language.
class PseudoTranslator : public QTranslator {
 public:
  bool isEmpty() const override { return false; }
  QString translate(const char*, const char* source, const char*, int) const override {
    const QString text = QString::fromUtf8(source);
    return QStringLiteral("[%1%2]").arg(text, QString(text.size() / 3, QLatin1Char('~')));
  }
};

/// Takes part in the program for the length of a test.
class Installed {
 public:
  explicit Installed(QTranslator& translator) : translator_(translator) {
    QCoreApplication::installTranslator(&translator_);
  }
  ~Installed() { QCoreApplication::removeTranslator(&translator_); }

 private:
  QTranslator& translator_;
};

std::string called(const QWidget& widget) {
  std::string path;
  for (const QWidget* at = &widget; at && path.size() < 120; at = at->parentWidget())
    path = (at->objectName().isEmpty() ? std::string(at->metaObject()->className())
                                       : at->objectName().toStdString()) +
           (path.empty() ? "" : "/" + path);
  return path;
}

/// Parts that Qt makes inside its own controls; the control itself is looked at.
bool isPartOfAControl(const QWidget& widget) {
  if (widget.objectName().startsWith(QStringLiteral("qt_"))) return true;
  const QWidget* parent = widget.parentWidget();
  return qobject_cast<const QScrollBar*>(&widget) || qobject_cast<const QSizeGrip*>(&widget) ||
         qobject_cast<const QHeaderView*>(&widget) || (parent && qobject_cast<const QComboBox*>(parent)) ||
         (parent && qobject_cast<const QAbstractSpinBox*>(parent)) ||
         (parent && qobject_cast<const QKeySequenceEdit*>(parent)) ||
         (parent && qobject_cast<const QLineEdit*>(parent)) ||
         (parent && qobject_cast<const QTabBar*>(parent)) ||
         (parent && qobject_cast<const QDockWidget*>(parent) &&
          qobject_cast<const QAbstractButton*>(&widget)) ||
         widget.inherits("QMenuBarExtension") || widget.inherits("QTabBar");
}

bool isControl(const QWidget& widget) {
  return (widget.focusPolicy() & Qt::TabFocus) || qobject_cast<const QAbstractButton*>(&widget) ||
         qobject_cast<const QLineEdit*>(&widget) || qobject_cast<const QAbstractItemView*>(&widget) ||
         qobject_cast<const QComboBox*>(&widget);
}

QString heardName(QWidget& widget) {
  QAccessibleInterface* heard = QAccessible::queryAccessibleInterface(&widget);
  return heard ? heard->text(QAccessible::Name) : QString();
}

/// Opens what is not there at the start.
void openDialogs(Workplace& place) {
  setenv("VALVISTA_TRAINING", "/nowhere", 1);
  for (const char* action : {"settings", "keysAndMouse", "commandSearch", "tour", "about", "trainModel"})
    place.child<QAction>(action).trigger();
  QCoreApplication::processEvents();
}

QList<QWidget*> shownWidgets(Workplace& place) {
  QList<QWidget*> shown;
  auto& pages = place.child<QStackedWidget>("trainingPages");
  for (int page = 0; page < pages.count(); ++page) {
    pages.setCurrentIndex(page);
    QCoreApplication::processEvents();
    for (QWidget* widget : place.window_.findChildren<QWidget*>())
      if (widget->isVisible() && !isPartOfAControl(*widget) && !shown.contains(widget)) shown.append(widget);
  }
  return shown;
}

void openDemo(Workplace& place) {
  place.controller_.openDemo(coarseDemo());
  ASSERT_TRUE(place.settle());
}

TEST(Accessibility, EveryControlHasANameAndAKey) {
  Workplace place;
  openDemo(place);
  openDialogs(place);
  int controls = 0;
  for (QWidget* widget : shownWidgets(place)) {
    if (!isControl(*widget)) continue;
    ++controls;
    EXPECT_FALSE(heardName(*widget).trimmed().isEmpty()) << called(*widget) << " has no name";
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    const bool byKey =
        (widget->focusPolicy() & Qt::TabFocus) || (button && !button->shortcut().isEmpty()) ||
        !widget->isEnabled() ||
        widget->objectName() == QStringLiteral("commandSearchList");  // arrow keys in the line above
    EXPECT_TRUE(byKey) << called(*widget) << " cannot be reached by keyboard";
  }
  EXPECT_GT(controls, 12);
}

/// What a widget says in words: its own text, tool tip, titles of its sections and tabs.
QStringList wordsOf(QWidget& widget) {
  QStringList words{widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()};
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) words.append(label->text());
  if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) words.append(button->text());
  if (const auto* line = qobject_cast<const QLineEdit*>(&widget)) words.append(line->placeholderText());
  if (const auto* dock = qobject_cast<const QDockWidget*>(&widget)) words.append(dock->windowTitle());
  if (const auto* choice = qobject_cast<const QComboBox*>(&widget))
    for (int i = 0; i < choice->count(); ++i) words.append(choice->itemText(i));
  if (const auto* tabs = qobject_cast<const QTabBar*>(&widget))
    for (int i = 0; i < tabs->count(); ++i) words.append(tabs->tabText(i));
  if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget); view && view->model())
    for (int c = 0; c < view->model()->columnCount(); ++c)
      if (!widget.inherits("QListView"))
        words.append(view->model()->headerData(c, Qt::Horizontal).toString());
  for (const QAction* action : widget.actions()) words += {action->text(), action->statusTip()};
  return words;
}

/// Data and names, the same in every language: of the case, of the measurements' units, of languages and
/// programs.
bool isData(const QWidget& widget, const QString& text) {
  static const std::set<QString> kLabels{"patientName", "patientId", "birthDate", "studyDate",
                                         "seriesName",  "ctSize",    "ctSpacing", "phase",
                                         "labelScheme", "identity",  "probe",     "seriesText"};
  static const std::set<QString> kWords{"English",    "Deutsch",  "OHIF",    "3D Slicer",
                                        "ITK-SNAP",   "Valvista", "U-Net",   "V-Net",
                                        "Swin UNETR", "float32",  "bfloat16"};
  static const QRegularExpression letters(QStringLiteral("[A-Za-z]{2}"));
  static const QRegularExpression units(QStringLiteral("^[-\\d.\\s\u00d7<]*(mm|HU|ml|mm\u00b2|%)?$"));
  return kLabels.count(widget.objectName()) || kWords.count(text) || !text.contains(letters) ||
         text.contains(units);
}

TEST(Accessibility, EveryTextIsTranslated) {
  PseudoTranslator pseudo;
  const Installed installed(pseudo);
  Workplace place;
  openDemo(place);
  openDialogs(place);
  int texts = 0;
  for (QWidget* widget : shownWidgets(place))
    for (const QString& text : wordsOf(*widget)) {
      if (text.isEmpty() || isData(*widget, text)) continue;
      ++texts;
      EXPECT_TRUE(text.contains(QLatin1Char('['))) << called(*widget) << ": \"" << text.toStdString() << "\"";
    }
  EXPECT_GT(texts, 60);
}

/// Room that a text of one line needs; wrapped texts and elided views of data take what there is.
void expectRoom(QWidget& widget) {
  if (const auto* label = qobject_cast<QLabel*>(&widget)) {
    if (label->wordWrap() || label->text().isEmpty()) return;
    EXPECT_GE(label->contentsRect().width() + 1,
              label->fontMetrics().size(Qt::TextShowMnemonic, label->text()).width())
        << called(widget) << " cuts \"" << label->text().toStdString() << "\"";
  } else if (const auto* button = qobject_cast<QAbstractButton*>(&widget);
             button && !button->text().isEmpty()) {
    EXPECT_GE(button->width(), button->fontMetrics().size(Qt::TextShowMnemonic, button->text()).width())
        << called(widget) << " cuts \"" << button->text().toStdString() << "\"";
  }
  if (const auto* view = qobject_cast<QAbstractItemView*>(&widget))
    for (const QHeaderView* header : view->findChildren<QHeaderView*>()) {
      if (!header->isVisible() || header->orientation() != Qt::Horizontal) continue;
      for (int c = 0; c < header->count(); ++c) {
        if (header->isSectionHidden(c)) continue;  // gave way as a whole
        const QString title = header->model()->headerData(c, Qt::Horizontal).toString();
        EXPECT_GE(header->sectionSize(c), header->fontMetrics().horizontalAdvance(title))
            << called(widget) << " cuts the head \"" << title.toStdString() << "\"";
      }
    }
}

void expectNothingCut() {
  Workplace place;
  openDemo(place);
  openDialogs(place);
  for (const QSize size : {QSize(1280, 800), QSize(1600, 1000)}) {
    place.window_.resize(size);
    QTest::qWait(50);
    EXPECT_LE(place.window_.width(), size.width()) << "the window does not shrink to its smallest screen";
    for (QWidget* widget : shownWidgets(place)) expectRoom(*widget);
  }
}

TEST(Accessibility, NothingIsCutInALongerLanguage) {
  PseudoTranslator pseudo;
  const Installed installed(pseudo);
  expectNothingCut();
}

TEST(Accessibility, NothingIsCutInGerman) {
  QTranslator german;
  useLanguage(*qApp, Language::english);  // brings the translations along
  ASSERT_TRUE(german.load(QStringLiteral(":/translations/valvista_de.qm")));
  const Installed installed(german);
  expectNothingCut();
}

}  // namespace
}  // namespace valvista::ui
