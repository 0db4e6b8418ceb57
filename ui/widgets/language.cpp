// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

/// The .qm files lie in a static library: without this the linker leaves them out.
static void takeTranslationsAlong() {
  Q_INIT_RESOURCE(translations);
}

namespace valvista::ui {

namespace {

QLocale localeOf(Language language) {
  switch (language) {
    case Language::english:
      return QLocale(QLocale::English);
    case Language::german:
      return QLocale(QLocale::German);
    case Language::system:
      break;
  }
  return QLocale::system();
}

void install(QCoreApplication& application, const QLocale& locale, const QString& name,
             const QString& folder) {
  auto* translator = new QTranslator(&application);
  if (translator->load(locale, name, QStringLiteral("_"), folder))
    QCoreApplication::installTranslator(translator);
  else
    delete translator;
}

}  // namespace

void useLanguage(QCoreApplication& application, Language language) {
  takeTranslationsAlong();
  const QLocale locale = localeOf(language);
  // The texts in the sources are English: there only plurals are added.
  if (locale.language() != QLocale::English)
    install(application, locale, QStringLiteral("qtbase"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  install(application, locale, QStringLiteral("valvista"), QStringLiteral(":/translations"));
}

}  // namespace valvista::ui
