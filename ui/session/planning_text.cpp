// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/planning_text.h"

#include "ui/session/planning_sentences.h"

#include <QCoreApplication>
#include <QList>
#include <QRegularExpression>

#include <algorithm>

namespace valvista::ui {

namespace {

constexpr auto kContext = "Planning";

struct Pattern {
  const char* english;
  QRegularExpression form;
  QList<int> order;  ///< which %n the captures are
};

Pattern patternOf(const char* english) {
  const QString text = QString::fromUtf8(english);
  static const QRegularExpression place(QStringLiteral("%(\\d)"));
  QString form;
  QList<int> order;
  qsizetype from = 0;
  for (auto matches = place.globalMatch(text); matches.hasNext();) {
    const auto match = matches.next();
    const QString before = text.mid(from, match.capturedStart() - from);
    // A name in quotes ends with them, so that a reason which begins with another name is not part of it.
    form += QRegularExpression::escape(before) +
            (before.endsWith(QLatin1Char('"')) ? QStringLiteral("([^\"]+?)") : QStringLiteral("(.+?)"));
    order.append(match.captured(1).toInt());
    from = match.capturedEnd();
  }
  form += QRegularExpression::escape(text.mid(from));
  return {english, QRegularExpression(QRegularExpression::anchoredPattern(form)), order};
}

/// Those with places, the most telling first: "%1: %2." answers to nearly everything.
QList<Pattern> makePatterns() {
  QList<Pattern> patterns;
  for (const auto sentences : {planningSentences(), inputSentences(), segmentationSentences(),
                               trainingSentences(), librarySentences()})
    for (const char* text : sentences)
      if (std::string_view(text).find('%') != std::string_view::npos) patterns.append(patternOf(text));
  std::stable_sort(patterns.begin(), patterns.end(), [](const Pattern& a, const Pattern& b) {
    return std::string_view(a.english).size() > std::string_view(b.english).size();
  });
  return patterns;
}

QString translated(const QString& english) {
  const QString whole = QCoreApplication::translate(kContext, english.toUtf8().constData());
  if (whole != english) return whole;
  static const QList<Pattern> patterns = makePatterns();
  for (const Pattern& pattern : patterns) {
    const auto match = pattern.form.match(english);
    if (!match.hasMatch()) continue;
    QString text = QCoreApplication::translate(kContext, pattern.english);
    // A value may hold "%1" itself, a file name for example: all values go in at once.
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
      const int number = text[i] == QLatin1Char('%') && i + 1 < text.size() ? text[i + 1].digitValue() : -1;
      const qsizetype capture = pattern.order.indexOf(number);
      if (number > 0 && capture >= 0) {
        result += translated(match.captured(static_cast<int>(capture) + 1));
        ++i;
      } else {
        result += text[i];
      }
    }
    return result;
  }
  return english;
}

}  // namespace

QString planningText(std::string_view english) {
  return translated(QString::fromUtf8(english.data(), static_cast<qsizetype>(english.size())));
}

}  // namespace valvista::ui
