<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Doctor</name>
    <message numerus="yes">
        <source>%n rule(s) in force.</source>
        <translation>
            <numerusform>%n rule in force.</numerusform>
            <numerusform>%n rules in force.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n input device(s), first {device}.</source>
        <translation>
            <numerusform>%n input device, {device}.</numerusform>
            <numerusform>%n input devices, first {device}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message numerus="yes">
        <source>The reference is longer than %n letter(s).</source>
        <translation>
            <numerusform>The reference is longer than %n letter.</numerusform>
            <numerusform>The reference is longer than %n letters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The agenda is longer than %n letter(s).</source>
        <translation>
            <numerusform>The agenda is longer than %n letter.</numerusform>
            <numerusform>The agenda is longer than %n letters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message numerus="yes">
        <source>Usual: the mean of the agent&apos;s own %n call(s) in the four weeks before.</source>
        <translation>
            <numerusform>Usual: the mean of the agent&apos;s own %n call in the four weeks before.</numerusform>
            <numerusform>Usual: the mean of the agent&apos;s own %n calls in the four weeks before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n flag(s)</source>
        <translation>
            <numerusform>%n flag</numerusform>
            <numerusform>%n flags</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n session</numerusform>
            <numerusform>%n sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n flag(s) in dispute</source>
        <translation>
            <numerusform>%n flag in dispute</numerusform>
            <numerusform>%n flags in dispute</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n good moment(s)</source>
        <translation>
            <numerusform>%n good moment</numerusform>
            <numerusform>%n good moments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Rules</name>
    <message numerus="yes">
        <source>%n call(s) could not be read.</source>
        <translation>
            <numerusform>%n call could not be read.</numerusform>
            <numerusform>%n calls could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) passed over: their words are not kept here.</source>
        <translation>
            <numerusform>%n call passed over: its words are not kept here.</numerusform>
            <numerusform>%n calls passed over: their words are not kept here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n built-in one(s)</source>
        <translation>
            <numerusform>and %n built-in one</numerusform>
            <numerusform>and %n built-in ones</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message numerus="yes">
        <source>This is too long: %n character(s) at most.</source>
        <translation>
            <numerusform>This is too long: %n character at most.</numerusform>
            <numerusform>This is too long: %n characters at most.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Save your %n change(s)?</source>
        <translation>
            <numerusform>Save your change?</numerusform>
            <numerusform>Save your %n changes?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) not saved yet.</source>
        <translation>
            <numerusform>%n change not saved yet.</numerusform>
            <numerusform>%n changes not saved yet.</numerusform>
        </translation>
    </message>
</context>
</TS>
