<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
