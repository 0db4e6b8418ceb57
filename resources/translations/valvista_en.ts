<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>valvista::ui::CaseShelf</name>
    <message numerus="yes">
        <source>%n file(s) in %1.</source>
        <translation>
            <numerusform>%n file in %1.</numerusform>
            <numerusform>%n files in %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is a whole copy with %n case(s), last changed %1.</source>
        <translation>
            <numerusform>There is a whole copy with %n case, last changed %1.</numerusform>
            <numerusform>There is a whole copy with %n cases, last changed %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) were recovered.</source>
        <translation>
            <numerusform>%n change was recovered.</numerusform>
            <numerusform>%n changes were recovered.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>valvista::ui::DataPage</name>
    <message numerus="yes">
        <source>%1, %n case(s)</source>
        <translation>
            <numerusform>%1, %n case</numerusform>
            <numerusform>%1, %n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> of %n patient(s). </source>
        <translation>
            <numerusform> of %n patient. </numerusform>
            <numerusform> of %n patients. </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s): they must be put right before a training can start.</source>
        <translation>
            <numerusform>%n error: it must be put right before a training can start.</numerusform>
            <numerusform>%n errors: they must be put right before a training can start.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s): they stop nothing, but look at them.</source>
        <translation>
            <numerusform>%n warning: it stops nothing, but look at it.</numerusform>
            <numerusform>%n warnings: they stop nothing, but look at them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>valvista::ui::EnrichPart</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) could not be used:</source>
        <translation>
            <numerusform>%n case could not be used:</numerusform>
            <numerusform>%n cases could not be used:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) have no annulus or no end of the root:</source>
        <translation>
            <numerusform>%n case has no annulus or no end of the root:</numerusform>
            <numerusform>%n cases have no annulus or no end of the root:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>valvista::ui::LabelEditor</name>
    <message numerus="yes">
        <source>Growing was stopped at %n place(s) where the lumen widens at once; the first is shown: from %1 to %2 mm across.</source>
        <translation>
            <numerusform>Growing was stopped at %n place where the lumen widens at once; it is shown: from %1 to %2 mm across.</numerusform>
            <numerusform>Growing was stopped at %n places where the lumen widens at once; the first is shown: from %1 to %2 mm across.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>valvista::ui::LibraryActions</name>
    <message numerus="yes">
        <source>%1, since %2: %n change(s) were not saved when the program ended.</source>
        <translation>
            <numerusform>%1, since %2: %n change was not saved when the program ended.</numerusform>
            <numerusform>%1, since %2: %n changes were not saved when the program ended.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) would be gone for good.</source>
        <translation>
            <numerusform>%n change would be gone for good.</numerusform>
            <numerusform>%n changes would be gone for good.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>valvista::ui::ResultPage</name>
    <message numerus="yes">
        <source>On %n case(s) held out, which no choice of the training has seen.</source>
        <translation>
            <numerusform>On %n case held out, which no choice of the training has seen.</numerusform>
            <numerusform>On %n cases held out, which no choice of the training has seen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On the %n case(s) of the validation, which chose the best epoch: a little too good. No cases were held out.</source>
        <translation>
            <numerusform>On the %n case of the validation, which chose the best epoch: a little too good. No cases were held out.</numerusform>
            <numerusform>On the %n cases of the validation, which chose the best epoch: a little too good. No cases were held out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>valvista::ui::SchedulePage</name>
    <message numerus="yes">
        <source>About %1 in all: %2 to prepare the cases, %3 for an epoch, %4 for a validation after every %n epoch(s). Longer while other programs compute. At most %5 of memory.</source>
        <translation>
            <numerusform>About %1 in all: %2 to prepare the cases, %3 for an epoch, %4 for a validation after every epoch. Longer while other programs compute. At most %5 of memory.</numerusform>
            <numerusform>About %1 in all: %2 to prepare the cases, %3 for an epoch, %4 for a validation after every %n epochs. Longer while other programs compute. At most %5 of memory.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>valvista::ui::StepRail</name>
    <message numerus="yes">
        <source>%1, %n open finding(s)</source>
        <translation>
            <numerusform>%1, %n open finding</numerusform>
            <numerusform>%1, %n open findings</numerusform>
        </translation>
    </message>
</context>
</TS>
