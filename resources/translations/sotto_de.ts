<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Echo</name>
    <message>
        <source>No echo: the microphone does not hear the far end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone hears the far end{level}. Sotto takes the echo out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone hears the far end{level}, and the echo cannot be taken out well enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no far end to test with: only the microphone is listened to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was heard from the far end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too little speech was heard from the far end to tell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone delivers nothing but silence, so echo cannot be judged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wear a headset, or turn the loudspeaker down. Until then interruptions are not measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a far end when the customer can be heard on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play a voice while the test runs, or choose another far end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play a voice (not music) for the whole test, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check whether it is muted, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, {db} dB quieter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, {db} dB louder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Hotkeys</name>
    <message>
        <source>Pause coaching, or go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cue is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the overlay</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>English (US)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English (UK)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English (India)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>French</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>German</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Italian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Portuguese (Brazil)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Catalan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Russian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chinese (Mandarin)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Korean</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>The local endpoint cannot use port {port} ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another with the setting calls.endpoint_port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls do not begin by themselves: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request cannot be understood.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the same version of Sotto on both sides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The link is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The link cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no link for calls.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The link asks for something that Sotto does not know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a link like sotto://call/start?reference=4711.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The reference is longer than %n letter(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Give the call&apos;s number only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reference contains letters that cannot be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The call {reference} is still under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The call under way is {reference}, not {asked}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No call is under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin one with “sotto call start”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{hotkey}” is no hotkey: there is no key “{key}” to hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{hotkey}” is no hotkey: it must end with a letter, a digit or F1 to F12.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{hotkey}” would take a key away from typing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hotkey {hotkey} belongs to another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it like Ctrl+Alt+Shift+P.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bind “sotto toggle” to a key in your desktop&apos;s keyboard settings instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session bus to ask for hotkeys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The desktop gives no hotkeys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desktop has no portal for hotkeys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The desktop did not give the hotkeys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No X server to take hotkeys from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bind “sotto toggle” to a key instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This keyboard has no key for the hotkey {hotkey}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine has no memory left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong that was not foreseen ({error}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; “sotto doctor” looks for the cause.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full: {thing} could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your disk quota is used up: {thing} could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No permission for {thing}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{thing} lies on a disk that is read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no {thing}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{thing} is a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{thing} lies below something that is not a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{thing} is there already and is no folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name {thing} is too long for this disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another place or ask its owner for access.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move it away or choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a shorter one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the system gave no reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{thing} cannot be used: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The call could not be coached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it again; “sotto doctor” looks for the cause.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window could not be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run `sotto {command}` in a terminal to see why.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Set for this computer by your company ({file}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{setting} cannot be changed: {place} sets it for this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your company&apos;s IT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no number. Allowed: {allowed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset “{setting}” to its default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset the page {page} to its defaults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{allowed} · default {default}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>default: {default}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low} or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{high} or less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This does not have the right form: an address begins with https:// or http://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allowed: {allowed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings (*.toml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Save your %n change(s)?</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No setting has that in its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved. It holds from the next call on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is at its default. Nothing is saved yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is not UTF-8 text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not imported. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings of {file} are shown. Nothing is saved yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} could not be written: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings are in {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes that are not saved are not in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) not saved yet.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound and recognizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is heard, and what turns it into words. Devices are named, never numbered: numbers change with replugging.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recognizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vosk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in (Moonshine)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vosk model: name or folder; empty takes the one installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone; empty follows the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone&apos;s sound system; empty takes the first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone&apos;s channel, from 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the customer is heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the computer plays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another input device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another channel of the microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device of the far end; empty follows the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The far end&apos;s sound system; empty takes the first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The far end&apos;s channel, from 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which rules are in force.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the company&apos;s own rule files (empty: beside this file)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hearing speech</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a side counts as speaking.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speech begins above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speech may end below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortest speech</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence that ends speech</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Utterances</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the sound around speech the recognizer hears, and when an utterance ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound kept before speech</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence that ends an utterance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest utterance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Echo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the far end counts as heard by the microphone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Echo is certain above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Echo is certain on average above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone is quiet below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bleed counts above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Far end is active above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window of one measurement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest echo delay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean windows that end an echo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Far repeat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the call counts as repeating the microphone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certain above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Windows that must agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean windows that take it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listener&apos;s safety</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the listener counts as hung, and how often it is started again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence of the listener that counts as hung</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standstill that counts as hung</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restarts before giving up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time in which restarts count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest wait for a clean stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound stepped over after a crash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep a second listener process waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model downloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How patient a download is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for a connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for more data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attempts that may fail in a row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait before trying again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the company&apos;s own copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often, how long and how many.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortest time between cues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cue stays for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same rule again after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same praise again after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for the end of a sentence up to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A severe cue is not replaced before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most cues in a call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most praise in a call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interruptions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What counts as talking over the customer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlap that is always an interruption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlap that is one when words are spoken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words for that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer falls silent within</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlap allowed at the end of a turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speech ends are heard late by up to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorter speech is a backchannel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest backchannel whatever its words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quieter than the agent&apos;s voice by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer goes on for at least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earliest decision after the beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest wait for words after speech ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undecided overlap is dropped after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Going on within counts as the same interruption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yielding within earns praise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a turn is held, shared or free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both began together within</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A turn is held through pauses up to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not waited for the end of a pause below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A broken turn is taken up again within</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence after which a contested turn is given up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delay until a moment is judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The end of speech is known after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a voice counts as raised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Louder than usual by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For at least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Averaged over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual level from the last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speech needed before judging</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calm speech that ends a loud stretch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When pace is worth a cue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slow below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fast above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Utterances running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When silence is worth a cue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cue after silence of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Talk time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a monologue is worth a cue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cue after talking for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer takes a turn by speaking for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence that ends a monologue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promises</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When to warn and what counts as waiting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warn when this share is left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>But not earlier than before the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence that makes it a hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What should be said in every call, and how long to wait for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you want to say in each call: &quot;Label: phrase, phrase; Label: phrase&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own name in the greeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An introduction before a transfer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The greeting is over after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After announcing a transfer, name the person within</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No greeting is expected after customer speech of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voices near</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When quiet speech counts as other people&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notice voices near the microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quieter than your own voice by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Within</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How soon a repair must come.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A repair counts within</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What costs and earns points; a call begins with `start`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A call begins with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A gentle flag costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A flag costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A severe flag costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One rule costs at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given back when repaired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A good moment earns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each kind earns so often</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Praise earns at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each delivery measure outside its range costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the overlay looks and behaves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Animation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the buttons of a cue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let clicks pass through the overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start in the expanded form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show your words as they are recognized</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the overlay out of shared screens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snap to a screen edge within</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cue fades away in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How calls begin and end besides by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A call begins when the far end speaks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Far speech that begins a call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time in which far speech counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A call ends when the far end falls silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence that ends a call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digital silence that counts as muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softphones may begin and end calls (local HTTP)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port of the local HTTP endpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hotkeys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written like &quot;Ctrl+Alt+Shift+P&quot;; an empty text takes no key. Three modifiers keep out of other programs&apos; way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key: pause coaching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key: this cue is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key: show or hide the overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which sessions are kept, how long, and who may see them when.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep a record of each call (never its sound)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the agent&apos;s words, without numbers and addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the agent; empty takes the login name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Team of the agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypt the sessions on this disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the company manages this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete sessions after (0: never)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep at most (0: no limit)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The agent may delete sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Supervisors may see a session after some hours, or once it was read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After some hours, or once the agent read it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once the agent read it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The agent sees a session first, for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language of Sotto&apos;s windows. Rules and their cues stay in the language that they are written in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language, from the next start on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>German (Deutsch)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>This is too long: %n character(s) at most.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Sotto: no call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sotto: listening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sotto: paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sotto: something needs you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause coaching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No cues until you go on. Nobody is told, and it costs nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume coaching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show overlay</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Units</name>
    <message>
        <source>probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>standard deviations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dBFS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>s of speech</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>words/min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>utterances</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>h</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Wizard</name>
    <message>
        <source>The microphone is set too loud: turn its level down a little in the system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone is very quiet: turn its level up, or bring it closer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>During a call: your microphone, which is turned into words, and the customer&apos;s side, of which only the times of speaking are taken. The customer&apos;s words are never recognized.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sound, ever. After a call there is a summary: times, what you said as text, and measures such as talk time. Card, account and phone numbers are blacked out first. It stays on this computer unless your company has connected a database of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You, first. You can mark a cue as wrong, and it leaves the totals. Feelings are not guessed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“Pause coaching” in Sotto&apos;s menu. It costs nothing and nobody is told. Quit Sotto and nothing listens at all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“Pause coaching” in Sotto&apos;s menu, or {key}. It costs nothing and nobody is told. Quit Sotto and nothing listens at all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome to Sotto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sotto coaches you quietly during calls. Everything happens on this computer. Please read this first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is listened to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who sees it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How to pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have read this, and agree that Sotto listens during my calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Echo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does the microphone hear the customer?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a headset it should not. Play a voice, start the test, and stay quiet for ten seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play a sample call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the echo test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without the customer&apos;s side there is no echo to test for. Go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening both sides …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No program here plays the sample. Play any voice, such as a video.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A voice is heard …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for a voice from the far end …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer is not listened to. Interruptions, talk share and pauses are then not measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing on this computer can hear the customer. You can go on: what needs two voices is not measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer&apos;s side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer&apos;s side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose where the customer&apos;s voice comes from, then play something with a voice in it. Sotto takes only when the customer speaks, never the words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the customer is heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nowhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play something …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listening to {name}. Play something …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A voice is heard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound is heard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can go on without the customer&apos;s side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sotto was not set up, so it does not listen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it again when you want to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“Good morning, thank you for calling. My name is …, how can I help you today? I&apos;m happy to look into that for you. May I have the reference on your last letter, please?”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your usual voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the button and read this aloud, the way you speak to customers. A raised voice is measured against your own, never against others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much was heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the microphone …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please read the sentences aloud …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done: you usually speak at {level} dBFS with {device}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can go on without.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No microphone was found on this computer. Plug one in and press “Look again”, or go on: Sotto then takes the first one that comes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the microphone of your headset, then say something.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is open. Say something …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was unplugged. Waiting for it …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are heard well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{meter}: a voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{meter}: sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{meter}: quiet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A screen with the overlay in its upper left corner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A screen with the overlay in its upper right corner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A screen with the overlay in its lower left corner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A screen with the overlay in its lower right corner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the overlay stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cues appear in a small card that stays on top and never takes your keyboard. Drag it elsewhere at any time by its handle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The overlay has a place already. It stays there unless you choose a corner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is all. Sotto waits for your next call.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading: {done}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpacking: {done}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking: {done}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recognizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What turns your words into text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both work without the internet and keep everything on this computer. You can change this later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in recognizer (English, ready now)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vosk model (many languages, light on the processor)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The built-in recognizer is not available on this system: a Vosk model is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archives (*.zip)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model} is installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled. What was downloaded is kept, so that it goes on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up Sotto: {step}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
