// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyleFactory>
#include <QToolTip>

namespace valvista::ui::theme {

namespace {

QPalette darkPalette() {
  QPalette palette;
  palette.setColor(QPalette::Window, kWindow);
  palette.setColor(QPalette::WindowText, kText);
  palette.setColor(QPalette::Base, kField);
  palette.setColor(QPalette::AlternateBase, kPanel);
  palette.setColor(QPalette::Text, kText);
  palette.setColor(QPalette::PlaceholderText, kQuietText);
  palette.setColor(QPalette::Button, QColor(0x2b, 0x31, 0x39));
  palette.setColor(QPalette::ButtonText, kText);
  palette.setColor(QPalette::BrightText, kError);
  palette.setColor(QPalette::ToolTipBase, kPanel);
  palette.setColor(QPalette::ToolTipText, kText);
  palette.setColor(QPalette::Highlight, kSelection);
  palette.setColor(QPalette::HighlightedText, Qt::white);
  palette.setColor(QPalette::Link, kAccent);
  palette.setColor(QPalette::Light, kLine);
  palette.setColor(QPalette::Midlight, kLine);
  palette.setColor(QPalette::Mid, kLine);
  palette.setColor(QPalette::Dark, kField);
  palette.setColor(QPalette::Shadow, Qt::black);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, QColor(0x80, 0x8a, 0x95));
  return palette;
}

constexpr auto kStyleSheet = R"(
QDockWidget { titlebar-close-icon: none; }
QDockWidget::title { background: #262c33; padding: 6px 8px; border-bottom: 1px solid #3a424c; }
QMenuBar { background: #15181c; padding: 2px; }
QMenuBar::item { padding: 4px 10px; background: transparent; }
QMenuBar::item:selected { background: #1d4e79; }
QMenu { background: #20252b; border: 1px solid #3a424c; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 24px; }
QMenu::item:selected { background: #1d4e79; }
QMenu::item:disabled { color: #808a95; }
QMenu::separator { height: 1px; background: #3a424c; margin: 4px 6px; }
QStatusBar { background: #15181c; border-top: 1px solid #3a424c; }
QStatusBar::item { border: none; }
QHeaderView::section { background: #262c33; color: #a9b3be; padding: 4px 6px; border: none;
                       border-bottom: 1px solid #3a424c; }
QTreeView, QListView { border: none; background: #15181c; outline: none; }
QTreeView::item { min-height: 20px; }
QTreeView::item:hover, QListView::item:hover { background: #262f38; }
QTreeView::item:selected, QListView::item:selected { background: #1d4e79; color: white; }
QMainWindow::separator { background: #0f1114; width: 4px; height: 4px; }
QMainWindow::separator:hover { background: #56b4e9; }
QProgressBar { background: #2b3139; border: 1px solid #3a424c; border-radius: 3px; height: 12px; text-align: center; }
QProgressBar::chunk { background: #2f7fc1; border-radius: 2px; }
QToolTip { background: #20252b; color: #e6e9ed; border: 1px solid #56b4e9; padding: 4px; }
)";

}  // namespace

void apply(QApplication& application) {
  QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  QApplication::setPalette(darkPalette());
  QToolTip::setPalette(darkPalette());
  application.setStyleSheet(QString::fromLatin1(kStyleSheet));
}

QFont numberFont() {
  // Digits of the DejaVu and Noto sans faces have one width already; others fall back to a fixed-pitch face.
  QFont font = QApplication::font();
  font.setStyleHint(QFont::Monospace);
  font.setFamilies({QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Noto Sans Mono"), font.family()});
  return font;
}

}  // namespace valvista::ui::theme
