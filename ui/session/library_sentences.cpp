// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/planning_sentences.h"

#include <QCoreApplication>

namespace valvista::ui {

namespace {

// clang-format off: one sentence a line
constexpr const char* kTexts[]{
    // Of the library as a whole.
    QT_TRANSLATE_NOOP("Planning", "The library was made by a newer Valvista: its cases can be looked at, not changed."),
    QT_TRANSLATE_NOOP("Planning", "No copy of the library was kept. %1"),
    QT_TRANSLATE_NOOP("Planning", "There is no folder for the library: neither VALVISTA_LIBRARY nor HOME is set."),
    QT_TRANSLATE_NOOP("Planning", "The folder of the library was not made: %1."),
    QT_TRANSLATE_NOOP("Planning", "A folder of the library was not made: %1."),
    QT_TRANSLATE_NOOP("Planning", "%1 was not opened: %2."),
    QT_TRANSLATE_NOOP("Planning", "library.db cannot be opened over the network: a program on its own machine has it open."),
    QT_TRANSLATE_NOOP("Planning", "library.db is missing or empty, but there was a library in this folder."),
    QT_TRANSLATE_NOOP("Planning", "There is no whole copy of library.db to go back to."),
    QT_TRANSLATE_NOOP("Planning", "library.db is whole: the copy was not put in its place."),
    QT_TRANSLATE_NOOP("Planning", "The copy was not put in place of library.db: a program has the library open. Close it first."),
    QT_TRANSLATE_NOOP("Planning", "library.db was not put aside: %1."),
    QT_TRANSLATE_NOOP("Planning", "%1 cannot be opened: there is not enough memory."),
    QT_TRANSLATE_NOOP("Planning", "%1 is damaged: it is no longer what was written to it."),
    QT_TRANSLATE_NOOP("Planning", "%1 is damaged: something is missing in it."),
    QT_TRANSLATE_NOOP("Planning", "%1 is damaged: it holds something else where a number should be."),
    QT_TRANSLATE_NOOP("Planning", "%1 is damaged: it holds something else where a text should be."),
    QT_TRANSLATE_NOOP("Planning", "library.db is damaged: %1."),
    QT_TRANSLATE_NOOP("Planning", "library.db is damaged: it has no salt."),
    QT_TRANSLATE_NOOP("Planning", "library.db is damaged: its header forbids writing to it."),
    QT_TRANSLATE_NOOP("Planning", "library.db is damaged: a row says what no row of this version does."),
    QT_TRANSLATE_NOOP("Planning", "library.db is damaged: a row of \"%1\" was changed."),
    QT_TRANSLATE_NOOP("Planning", "a row of \"%1\" was changed"),
    QT_TRANSLATE_NOOP("Planning", "rows are missing in it"),
    QT_TRANSLATE_NOOP("Planning", "it is not a library's"),
    QT_TRANSLATE_NOOP("Planning", "its header was changed"),
    QT_TRANSLATE_NOOP("Planning", "its tables are not as they were made"),
    QT_TRANSLATE_NOOP("Planning", "its pages do not fit together"),
    QT_TRANSLATE_NOOP("Planning", "another program is writing to it"),
    QT_TRANSLATE_NOOP("Planning", "there is not enough memory"),
    QT_TRANSLATE_NOOP("Planning", "the end of the audit trail is not said"),
    QT_TRANSLATE_NOOP("Planning", "%1: line %2 was changed or removed."),
    QT_TRANSLATE_NOOP("Planning", "%1: %2; %3 lines are missing."),
    QT_TRANSLATE_NOOP("Planning", "%1: the last %2 of %3 lines are missing, from line %4 on."),
    // Of its cases.
    QT_TRANSLATE_NOOP("Planning", "The library has no case %1."),
    QT_TRANSLATE_NOOP("Planning", "A case was passed over. %1"),
    QT_TRANSLATE_NOOP("Planning", "The case was not changed. %1"),
    QT_TRANSLATE_NOOP("Planning", "The case cannot be taken over. %1"),
    QT_TRANSLATE_NOOP("Planning", "It is open at %1 (%2) since %3."),
    QT_TRANSLATE_NOOP("Planning", "Somebody else corrects the case. %1"),
    QT_TRANSLATE_NOOP("Planning", "Somebody else took the case over meanwhile."),
    QT_TRANSLATE_NOOP("Planning", "Other labels of the case were saved meanwhile."),
    QT_TRANSLATE_NOOP("Planning", "What lies there now is not the scan of case %1: its voxels or its place in the patient differ."),
    QT_TRANSLATE_NOOP("Planning", "its scan cannot be read any more where it was read."),
    QT_TRANSLATE_NOOP("Planning", "another scan lies where its scan was read."),
    QT_TRANSLATE_NOOP("Planning", "Labels without a scan are not kept in the library."),
    QT_TRANSLATE_NOOP("Planning", "adding the case to the library"),
    QT_TRANSLATE_NOOP("Planning", "verifying cases"),
    // Of its files.
    QT_TRANSLATE_NOOP("Planning", "A file of the library cannot be used (%1): %2."),
    QT_TRANSLATE_NOOP("Planning", "A file of the library cannot be used: it has no name."),
    QT_TRANSLATE_NOOP("Planning", "it is damaged, its content is not what was saved"),
    QT_TRANSLATE_NOOP("Planning", "Labels of the library cannot be used: %1."),
    QT_TRANSLATE_NOOP("Planning", "%1 The labels saved before them were opened instead."),
    QT_TRANSLATE_NOOP("Planning", "it holds no labels, or labels of a newer version"),
    QT_TRANSLATE_NOOP("Planning", "its labels have no size"),
    QT_TRANSLATE_NOOP("Planning", "its slices are too large"),
    QT_TRANSLATE_NOOP("Planning", "its labels have no place"),
    QT_TRANSLATE_NOOP("Planning", "its labels end too early"),
    QT_TRANSLATE_NOOP("Planning", "its compressed labels are damaged"),
    QT_TRANSLATE_NOOP("Planning", "it holds more than its labels"),
    QT_TRANSLATE_NOOP("Planning", "it is too short to hold labels"),
    QT_TRANSLATE_NOOP("Planning", "The review cannot be used: %1."),
    // Of journals.
    QT_TRANSLATE_NOOP("Planning", "it is damaged or of another version"),
    QT_TRANSLATE_NOOP("Planning", "its beginning is damaged"),
    QT_TRANSLATE_NOOP("Planning", "%1 was not removed: %2."),
    QT_TRANSLATE_NOOP("Planning", "The journal %1 was not written: %2."),
    QT_TRANSLATE_NOOP("Planning", "The labels that the strokes begin on are not in the library."),
    QT_TRANSLATE_NOOP("Planning", "The labels that were saved after them are damaged."),
    // Of a dataset made of them.
    QT_TRANSLATE_NOOP("Planning", "The dataset %1 was not written: %2."),
    QT_TRANSLATE_NOOP("Planning", "there is something of that name already"),
    QT_TRANSLATE_NOOP("Planning", "%1: what was read back differs from what was written."),
    QT_TRANSLATE_NOOP("Planning", "%1 was not made: %2."),
    QT_TRANSLATE_NOOP("Planning", "The library has no accepted case."),
    QT_TRANSLATE_NOOP("Planning", "No accepted case can be used. %1"),
    QT_TRANSLATE_NOOP("Planning", "Case %1: %2"),
    QT_TRANSLATE_NOOP("Planning", "it has no labels."),
    QT_TRANSLATE_NOOP("Planning", "it is no longer accepted."),
    QT_TRANSLATE_NOOP("Planning", "its labels were saved after it was accepted; they have to be accepted first."),
};
// clang-format on

}  // namespace

std::span<const char* const> librarySentences() {
  return kTexts;
}

}  // namespace valvista::ui
