// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/model/measurement.h"
#include "planning/model/tavr_labels.h"
#include "tests/ui/small_case.h"
#include "tests/ui/workplace.h"
#include "ui/session/planning_sentences.h"
#include "ui/session/planning_text.h"
#include "ui/widgets/language.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTranslator>
#include <QXmlStreamReader>

#include <gtest/gtest.h>
#include <string>

namespace valvista::ui {
namespace {

/// German for the length of a test. Only this program's texts: Qt's own are not what is tested.
class German {
 public:
  German() {
    useLanguage(*qApp, Language::german);
    ours_ = qApp->findChildren<QTranslator*>();
  }
  ~German() {
    for (QTranslator* translator : ours_) {
      QCoreApplication::removeTranslator(translator);
      delete translator;
    }
  }

 private:
  QList<QTranslator*> ours_;
};

/// The texts of a .ts file that have no finished translation.
QStringList unfinished(const QString& file) {
  QFile in(file);
  EXPECT_TRUE(in.open(QIODevice::ReadOnly)) << file.toStdString();
  QXmlStreamReader xml(&in);
  QStringList found;
  QString context, source;
  while (!xml.atEnd()) {
    if (!xml.readNextStartElement()) continue;
    if (xml.name() == QLatin1String("name")) context = xml.readElementText();
    if (xml.name() == QLatin1String("source")) source = xml.readElementText();
    if (xml.name() == QLatin1String("translation") && xml.attributes().hasAttribute(QStringLiteral("type")))
      found.append(context + QStringLiteral(": ") + source);
  }
  return found;
}

/// lupdate goes over a copy: what is new in the sources appears there without a translation.
TEST(Translations, EveryTextOfTheSourcesHasItsGerman) {
  const QString source = QStringLiteral(VALVISTA_SOURCE);
  const QTemporaryDir folder;
  const QString copy = folder.filePath(QStringLiteral("valvista_de.ts"));
  ASSERT_TRUE(QFile::copy(source + QStringLiteral("/resources/translations/valvista_de.ts"), copy));
  QProcess lupdate;
  lupdate.setWorkingDirectory(source);
  lupdate.start(QStringLiteral(VALVISTA_LUPDATE),
                {QStringLiteral("-silent"), QStringLiteral("-locations"), QStringLiteral("none"),
                 QStringLiteral("-no-obsolete"), QStringLiteral("-I"), source, QStringLiteral("ui"),
                 QStringLiteral("viewer"), QStringLiteral("-ts"), copy});
  if (!lupdate.waitForStarted()) GTEST_SKIP() << "lupdate is not installed";
  ASSERT_TRUE(lupdate.waitForFinished(120000));
  ASSERT_EQ(lupdate.exitCode(), 0);
  const QStringList missing = unfinished(copy);
  EXPECT_TRUE(missing.isEmpty()) << missing.size() << " texts, for example:\n"
                                 << missing.mid(0, 20).join(QLatin1Char('\n')).toStdString();
}

TEST(Translations, GermanWindowSpeaksGerman) {
  const German german;
  Workplace place(runSmallStep);
  EXPECT_EQ(place.text("researchUse"), "Nur f\u00fcr die Forschung");
}

TEST(Translations, SentencesOfPlanningAreFoundAgainWithTheirValues) {
  const German german;
  EXPECT_EQ(planningText("Annulus area").toStdString(), "Annulusfl\u00e4che");
  EXPECT_EQ(planningText("The labels have no left ventricle: valve, annulus and root cannot be derived.")
                .toStdString(),
            "In den Labels fehlt: linker Ventrikel. Klappe, Annulus und Wurzel sind nicht ableitbar.");
  EXPECT_EQ(planningText("a%1b.nii: the file ends too early.").toStdString(),
            "a%1b.nii: die Datei endet zu fr\u00fch.");
  EXPECT_EQ(planningText("the file ends too early.").toStdString(), "die Datei endet zu fr\u00fch.")
      << "as in a list that names the file in a column of its own";
  EXPECT_EQ(planningText("something nobody translated").toStdString(), "something nobody translated");
}

/// What a worker or a model is refused for is a sentence with others inside.
TEST(Translations, ReasonsWithinReasonsAreTranslatedToo) {
  const German german;
  EXPECT_EQ(planningText("worker failed with exit code 7. It said: Shared memory holds less than it should.")
                .toStdString(),
            "worker endete mit Exit-Code 7. Meldung: Der gemeinsame Speicher ist kleiner als nötig.");
  EXPECT_EQ(planningText("The model net was refused: manifest.json: \"network\": \"channels\" is missing.")
                .toStdString(),
            "Das Modell net wurde abgelehnt: manifest.json: „network“: „channels“ fehlt.");
  EXPECT_EQ(planningText("The model net was refused: manifest.json: line 3, byte 9: a colon is missing.")
                .toStdString(),
            "Das Modell net wurde abgelehnt: manifest.json: Zeile 3, Byte 9: ein Doppelpunkt fehlt.");
  EXPECT_EQ(planningText("window 3 of 10").toStdString(), "Teilvolumen 3 von 10");
}

TEST(Translations, EveryMeasurementAndLabelHasItsGerman) {
  const German german;
  const auto isGerman = [](std::string_view english) {
    const QString text = planningText(english);
    return text != QString::fromUtf8(english.data(), static_cast<qsizetype>(english.size())) ||
           english == "Aorta" || english == "Annulus";  // the same in both
  };
  for (const auto& entry : planning::measurementCatalogue()) {
    EXPECT_TRUE(isGerman(entry.label)) << entry.label;
    EXPECT_TRUE(isGerman(entry.definition)) << entry.definition;
  }
  for (const auto& style : planning::labelStyles())
    EXPECT_TRUE(isGerman(style.displayName)) << style.displayName;
}

/// The words of a literal in the sources, as far as they are a sentence or a part of one; empty for names and
/// keys.
QString sentencePart(const QString& literal) {
  static const QRegularExpression word(QStringLiteral("\\b[A-Za-z']{2,}\\b"));
  QString text = literal.trimmed();
  text.replace(QStringLiteral("\\\""), QStringLiteral("\""));
  static const QRegularExpression edges(QStringLiteral("^[\\s.,:;()\"]+|[\\s.,:;()\"]+$"));
  text.remove(edges);
  int words = 0;
  for (auto found = word.globalMatch(text); found.hasNext(); found.next()) ++words;
  return words >= 4 && text.contains(QLatin1Char(' ')) ? text : QString();
}

/// The sources whose sentences reach the window.
QStringList sourcesThatSpeak() {
  QStringList files;
  for (const char* folder : {"planning/anatomy", "planning/measure", "planning/io", "planning/worker",
                             "planning/pipeline", "planning/core/training", "planning/library",
                             "ml/inference", "ml/worker", "ml/networks", "ml/training"}) {
    const QDir sources(QStringLiteral(VALVISTA_SOURCE "/") + QLatin1String(folder), QStringLiteral("*.cpp"));
    for (const QString& name : sources.entryList(QDir::Files)) files.append(sources.filePath(name));
  }
  for (const char* name : {"input_file", "json", "json_checks", "json_parse", "loss_spec", "mapped_memory",
                           "model_manifest", "model_store", "network_spec", "safetensors", "worker_messages"})
    files.append(QStringLiteral(VALVISTA_SOURCE "/planning/core/%1.cpp").arg(QLatin1String(name)));
  files.append(QStringLiteral(VALVISTA_SOURCE "/planning/edit/vessel_click.cpp"));
  // What case_rows, row_sums and schema say of a row is a detail, the rest of them SQL.
  // Only the demo case is written as DICOM, its errors are those of a disk; deidentify, group_peers,
  // io/dataset, run_pipeline, segment_file and train_file serve the command line alone, trained_model writes
  // what a manifest says, dicom_seg_writer and nrrd_write what a file says; the other end of worker_streams
  // is this program, whose lines do end.
  for (const char* silent :
       {"deidentify", "deidentify_rules", "dicom_seg_writer", "dicom_values", "case_rows", "dicom_writer",
        "group_peers", "io/dataset", "nrrd_write", "run_pipeline", "row_sums", "schema", "segment_file",
        "train_file", "trained_model", "worker_streams"})
    files.removeIf([end = QStringLiteral("/%1.cpp").arg(QLatin1String(silent))](const QString& file) {
      return file.endsWith(end);
    });
  return files;
}

/// The literals of a source, without comments, joined over lines, and without the texts of faults of the
/// program and statements of SQL: nobody is meant to read those.
QStringList literalsOf(QString text) {
  static const QRegularExpression comment(QStringLiteral("//[^\n]*"));
  static const QRegularExpression joint(QStringLiteral("\"\\s*\n\\s*\""));
  static const QRegularExpression fault(
      QStringLiteral("(logic_error|invalid_argument|out_of_range|static_assert)\\([^;]*;"));
  static const QRegularExpression literal(QStringLiteral("\"((?:[^\"\\\\\n]|\\\\.)*)\""));
  text.remove(comment).remove(joint).remove(fault);
  static const QRegularExpression sql(QStringLiteral("^(SELECT|PRAGMA) |\\bORDER BY\\b"));
  QStringList literals;
  for (auto found = literal.globalMatch(text); found.hasNext();) literals.append(found.next().captured(1));
  literals.removeIf([](const QString& one) { return sql.match(one).hasMatch(); });
  return literals;
}

/// A sentence that planning/ or ml/ changes or adds is found here, not by a surgeon who reads English among
/// German.
TEST(Translations, EverySentenceOfPlanningIsKnown) {
  QString known;
  for (const auto sentences : {planningSentences(), inputSentences(), segmentationSentences(),
                               trainingSentences(), librarySentences()})
    for (const char* sentence : sentences) known += QString::fromUtf8(sentence) + QLatin1Char('\n');
  int parts = 0;
  for (const QString& path : sourcesThatSpeak()) {
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    for (const QString& literal : literalsOf(QString::fromUtf8(file.readAll()))) {
      const QString part = sentencePart(literal);
      if (part.isEmpty()) continue;
      ++parts;
      EXPECT_TRUE(known.contains(part)) << path.section('/', -1).toStdString() << ": " << part.toStdString();
    }
  }
  EXPECT_GT(parts, 250);
}

}  // namespace
}  // namespace valvista::ui
