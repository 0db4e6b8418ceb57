// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"

#include "ui/widgets/theme_style.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QToolTip>
#include <QTreeWidget>
#include <QVariant>

#include <utility>

namespace valvista::ui::theme {

namespace {

constexpr auto kTone = "tone";

Colours darkColours() {
  Colours dark;
  dark.window = QColor(0x1b, 0x1f, 0x24);
  dark.panel = QColor(0x20, 0x25, 0x2b);
  dark.field = QColor(0x15, 0x18, 0x1c);
  dark.bar = QColor(0x26, 0x2c, 0x33);
  dark.line = QColor(0x3a, 0x42, 0x4c);
  dark.button = QColor(0x2b, 0x31, 0x39);
  dark.hover = QColor(0x26, 0x2f, 0x38);
  dark.selection = QColor(0x1d, 0x4e, 0x79);
  dark.progress = QColor(0x23, 0x63, 0x97);
  dark.notice = QColor(0x1e, 0x2f, 0x3d);
  dark.alarm = QColor(0x3a, 0x22, 0x22);
  dark.text = QColor(0xe6, 0xe9, 0xed);
  dark.quietText = QColor(0xa9, 0xb3, 0xbe);
  dark.selectedText = QColor(0xff, 0xff, 0xff);
  dark.disabledText = QColor(0x80, 0x8a, 0x95);
  dark.accent = QColor(0x56, 0xb4, 0xe9);
  dark.warning = QColor(0xf0, 0xc0, 0x4a);
  dark.error = QColor(0xff, 0x8a, 0x7a);
  dark.second = QColor(0xe6, 0x9f, 0x00);
  dark.third = QColor(0xd9, 0x8c, 0xba);
  return dark;
}

Colours lightColours() {
  Colours light;
  light.window = QColor(0xf1, 0xf3, 0xf5);
  light.panel = QColor(0xe9, 0xec, 0xf0);
  light.field = QColor(0xff, 0xff, 0xff);
  light.bar = QColor(0xdd, 0xe2, 0xe8);
  light.line = QColor(0xb3, 0xbc, 0xc6);
  light.button = QColor(0xe1, 0xe6, 0xeb);
  light.hover = QColor(0xdc, 0xe8, 0xf3);
  light.selection = QColor(0x1b, 0x5e, 0x97);
  light.progress = QColor(0x9c, 0xc8, 0xec);
  light.notice = QColor(0xd8, 0xe8, 0xf5);
  light.alarm = QColor(0xf8, 0xdd, 0xd9);
  light.text = QColor(0x16, 0x1a, 0x1f);
  light.quietText = QColor(0x47, 0x51, 0x5c);
  light.selectedText = QColor(0xff, 0xff, 0xff);
  light.disabledText = QColor(0x83, 0x8c, 0x96);
  light.accent = QColor(0x0b, 0x57, 0x8f);
  light.warning = QColor(0x79, 0x4b, 0x00);
  light.error = QColor(0xa8, 0x1f, 0x12);
  light.second = QColor(0x85, 0x4f, 0x00);
  light.third = QColor(0x8c, 0x2f, 0x68);
  return light;
}

QPalette paletteOf(const Colours& colours) {
  QPalette palette;
  palette.setColor(QPalette::Window, colours.window);
  palette.setColor(QPalette::WindowText, colours.text);
  palette.setColor(QPalette::Base, colours.field);
  palette.setColor(QPalette::AlternateBase, colours.panel);
  palette.setColor(QPalette::Text, colours.text);
  palette.setColor(QPalette::PlaceholderText, colours.quietText);
  palette.setColor(QPalette::Button, colours.button);
  palette.setColor(QPalette::ButtonText, colours.text);
  palette.setColor(QPalette::BrightText, colours.error);
  palette.setColor(QPalette::ToolTipBase, colours.panel);
  palette.setColor(QPalette::ToolTipText, colours.text);
  palette.setColor(QPalette::Highlight, colours.selection);
  palette.setColor(QPalette::HighlightedText, colours.selectedText);
  palette.setColor(QPalette::Link, colours.accent);
  palette.setColor(QPalette::Light, colours.line);
  palette.setColor(QPalette::Midlight, colours.line);
  palette.setColor(QPalette::Mid, colours.line);
  palette.setColor(QPalette::Dark, colours.field);
  palette.setColor(QPalette::Shadow, Qt::black);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, colours.disabledText);
  return palette;
}

/// "@name" stands for a colour of the table.
constexpr auto kStyleSheet = R"(
QToolButton:checked { background: @selection; color: @selectedText; border: 1px solid @accent; border-radius: 3px; }
QDockWidget { titlebar-close-icon: none; color: @text; }
QDockWidget::title { background: @bar; padding: 6px 8px; border-bottom: 1px solid @line; }
QMenuBar { background: @field; padding: 2px; }
QMenuBar::item { padding: 4px 10px; background: transparent; color: @text; }
QMenuBar::item:selected { background: @selection; color: @selectedText; }
QMenu { background: @panel; border: 1px solid @line; padding: 4px; color: @text; }
QMenu::item { padding: 5px 28px 5px 24px; }
QMenu::item:selected { background: @selection; color: @selectedText; }
QMenu::item:disabled { color: @disabledText; }
QMenu::separator { height: 1px; background: @line; margin: 4px 6px; }
QStatusBar { background: @field; border-top: 1px solid @line; }
QStatusBar::item { border: none; }
QHeaderView::section { background: @bar; color: @quietText; padding: 4px 6px; border: none;
                       border-bottom: 1px solid @line; }
QTreeView, QListView { border: none; background: @field; outline: none; }
QTreeView::item { min-height: 20px; }
QTreeView::item:hover, QListView::item:hover { background: @hover; }
QTreeView::item:selected, QListView::item:selected { background: @selection; color: @selectedText; }
QMainWindow::separator { background: @bar; width: 4px; height: 4px; }
QMainWindow::separator:hover { background: @accent; }
QProgressBar { background: @button; border: 1px solid @line; border-radius: 3px; height: 12px; text-align: center;
               color: @text; }
QProgressBar::chunk { background: @progress; border-radius: 2px; }
QToolTip { background: @panel; color: @text; border: 1px solid @accent; padding: 4px; }
QLabel[tone="quiet"] { color: @quietText; }
QLabel[tone="accent"] { color: @accent; }
QLabel[tone="warning"] { color: @warning; }
QLabel[tone="error"] { color: @error; }
QFrame#messageBanner { background: @notice; border-left: 4px solid @accent; }
QFrame#messageBanner[kind="error"] { background: @alarm; border-left: 4px solid @error; }
QFrame#tourRing { background: transparent; border: 3px solid @accent; border-radius: 4px; }
QFrame#commandSearch, QFrame#tourBubble { background: @panel; border: 2px solid @accent; border-radius: 6px; }
)";

QString styleSheetOf(const Colours& colours) {
  const std::pair<const char*, QColor> names[]{
      {"@window", colours.window},
      {"@panel", colours.panel},
      {"@field", colours.field},
      {"@bar", colours.bar},
      {"@line", colours.line},
      {"@button", colours.button},
      {"@hover", colours.hover},
      {"@selection", colours.selection},
      {"@progress", colours.progress},
      {"@text", colours.text},
      {"@quietText", colours.quietText},
      {"@selectedText", colours.selectedText},
      {"@disabledText", colours.disabledText},
      {"@accent", colours.accent},
      {"@notice", colours.notice},
      {"@alarm", colours.alarm},
      {"@warning", colours.warning},
      {"@error", colours.error},
  };
  QString sheet = QString::fromLatin1(kStyleSheet);
  for (const auto& [name, colour] : names)
    sheet.replace(QLatin1String(name) + QLatin1Char(';'), colour.name() + QLatin1Char(';'));
  return sheet;
}

}  // namespace

const Colours& coloursOf(Look look) {
  static const Colours dark = darkColours(), light = lightColours();
  return look == Look::light ? light : dark;
}

QList<TextPair> textPairs(const Colours& c) {
  QList<TextPair> pairs{
      {"text on window", c.text, c.window},
      {"text on button", c.text, c.button},
      {"text on bar", c.text, c.bar},
      {"text on progress", c.text, c.progress},
      {"quiet text on window", c.quietText, c.window},
      {"quiet text on bar", c.quietText, c.bar},
      {"accent on window", c.accent, c.window},
      {"warning on window", c.warning, c.window},
      {"error on window", c.error, c.window},
      {"text on a notice", c.text, c.notice},
      {"text on an alarm", c.text, c.alarm},
      {"selected text on selection", c.selectedText, c.selection},
  };
  // Rows of lists and trees, and what stands in the plot.
  for (const QColor& surface : {c.panel, c.field, c.hover}) {
    pairs += {{"text on a row", c.text, surface},        {"quiet text on a row", c.quietText, surface},
              {"accent on a row", c.accent, surface},    {"warning on a row", c.warning, surface},
              {"error on a row", c.error, surface},      {"second curve on a row", c.second, surface},
              {"third curve on a row", c.third, surface}};
  }
  return pairs;
}

namespace {

/// Items of trees hold their colours by value: those of one look become those of the other.
void recolourItems(const Colours& from, const Colours& to) {
  const std::pair<QColor, QColor> pairs[]{{from.text, to.text},     {from.quietText, to.quietText},
                                          {from.accent, to.accent}, {from.warning, to.warning},
                                          {from.error, to.error},   {from.second, to.second},
                                          {from.third, to.third},   {from.panel, to.panel}};
  const auto recolour = [&](QTreeWidgetItem& item, int column, int role) {
    const QVariant now = item.data(column, role);
    if (!now.isValid()) return;
    for (const auto& [before, after] : pairs)
      if (now.value<QBrush>().color() == before) return item.setData(column, role, QBrush(after));
  };
  for (QWidget* widget : QApplication::allWidgets()) {
    auto* tree = qobject_cast<QTreeWidget*>(widget);
    if (!tree) continue;
    for (QTreeWidgetItemIterator item(tree); *item; ++item)
      for (int column = 0; column < tree->columnCount(); ++column)
        for (const int role : {Qt::ForegroundRole, Qt::BackgroundRole}) recolour(**item, column, role);
  }
}

}  // namespace

void setTone(QWidget& widget, Tone tone) {
  static constexpr const char* kNames[]{"", "quiet", "accent", "warning", "error"};
  widget.setProperty(kTone, QString::fromLatin1(kNames[static_cast<int>(tone)]));
  // A style sheet reads properties only when it is polished.
  widget.style()->unpolish(&widget);
  widget.style()->polish(&widget);
}

void apply(QApplication& application, Look look) {
  recolourItems(detail::current, coloursOf(look));
  detail::current = coloursOf(look);
  const QPalette palette = paletteOf(detail::current);
  QApplication::setStyle(new Style);
  QApplication::setPalette(palette);
  QToolTip::setPalette(palette);
  application.setStyleSheet(styleSheetOf(detail::current));
}

QFont numberFont() {
  // Digits of the DejaVu and Noto sans faces have one width already; others fall back to a fixed-pitch face.
  QFont font = QApplication::font();
  font.setStyleHint(QFont::Monospace);
  font.setFamilies({QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Noto Sans Mono"), font.family()});
  return font;
}

}  // namespace valvista::ui::theme
