<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Doctor</name>
    <message>
        <source>Try again.</source>
        <translation>Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>This could not be checked ({error}).</source>
        <translation>Das ließ sich nicht prüfen ({error}).</translation>
    </message>
    <message>
        <source>Report it with the output of `sotto doctor --json -`.</source>
        <translation>Melden Sie es mit der Ausgabe von `sotto doctor --json -`.</translation>
    </message>
    <message>
        <source>sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Only {free} MB are free where Sotto keeps its data ({folder}).</source>
        <translation>Wo Sotto seine Daten hat ({folder}), sind nur noch {free} MB frei.</translation>
    </message>
    <message>
        <source>Free some space.</source>
        <translation>Schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>{free} MB are free; a large recognition model needs {wanted} MB.</source>
        <translation>{free} MB sind frei; ein großes Erkennungsmodell braucht {wanted} MB.</translation>
    </message>
    <message>
        <source>{free} GB are free.</source>
        <translation>{free} GB sind frei.</translation>
    </message>
    <message>
        <source>{folder} is a file, but {what} should be kept in a folder of that name.</source>
        <translation>{folder} ist eine Datei, dabei sollen {what} in einem Ordner dieses Namens liegen.</translation>
    </message>
    <message>
        <source>Move the file away.</source>
        <translation>Verschieben Sie die Datei.</translation>
    </message>
    <message>
        <source>{folder} cannot be made: {place} is no folder.</source>
        <translation>{folder} lässt sich nicht anlegen: {place} ist kein Ordner.</translation>
    </message>
    <message>
        <source>Move it away.</source>
        <translation>Verschieben Sie es.</translation>
    </message>
    <message>
        <source>No permission to write into {place}, where {what} are kept.</source>
        <translation>Keine Schreibberechtigung für {place}, wo {what} liegen.</translation>
    </message>
    <message>
        <source>Ask for write access or set SOTTO_HOME.</source>
        <translation>Bitten Sie um Schreibzugriff oder setzen Sie SOTTO_HOME.</translation>
    </message>
    <message>
        <source>Nothing can be written into {place}: {why}.</source>
        <translation>In {place} lässt sich nichts schreiben: {why}.</translation>
    </message>
    <message>
        <source>Check the disk.</source>
        <translation>Prüfen Sie den Datenträger.</translation>
    </message>
    <message>
        <source>{what} are kept in {folder}.</source>
        <translation>{what} liegen in {folder}.</translation>
    </message>
    <message>
        <source>{what} are kept in {folder} (will be made when needed).</source>
        <translation>{what} liegen in {folder} (wird bei Bedarf angelegt).</translation>
    </message>
    <message>
        <source>Only {free} MB of memory are free.</source>
        <translation>Nur {free} MB Arbeitsspeicher sind frei.</translation>
    </message>
    <message>
        <source>Close other programs during calls.</source>
        <translation>Schließen Sie während der Gespräche andere Programme.</translation>
    </message>
    <message>
        <source>{free} GB of memory are free.</source>
        <translation>{free} GB Arbeitsspeicher sind frei.</translation>
    </message>
    <message>
        <source>There is no display: the terminal view is used instead of the overlay.</source>
        <translation>Es gibt keinen Bildschirm: Statt der Hinweiskarte dient die Ansicht im Terminal.</translation>
    </message>
    <message>
        <source>Start Sotto from a desktop session.</source>
        <translation>Starten Sie Sotto aus einer Desktop-Sitzung.</translation>
    </message>
    <message>
        <source>Wayland without XWayland: the overlay cannot stay on top.</source>
        <translation>Wayland ohne XWayland: Die Hinweiskarte kann nicht obenauf bleiben.</translation>
    </message>
    <message>
        <source>Install or enable XWayland.</source>
        <translation>Installieren oder aktivieren Sie XWayland.</translation>
    </message>
    <message>
        <source>There is a display for the overlay.</source>
        <translation>Für die Hinweiskarte gibt es einen Bildschirm.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {why}.</source>
        <translation>{file} ist nicht lesbar: {why}.</translation>
    </message>
    <message>
        <source>Check the file&apos;s permissions.</source>
        <translation>Prüfen Sie die Berechtigungen der Datei.</translation>
    </message>
    <message>
        <source>The settings file {file} is valid.</source>
        <translation>Die Einstellungsdatei {file} ist gültig.</translation>
    </message>
    <message>
        <source>No settings file ({file}): the defaults hold.</source>
        <translation>Keine Einstellungsdatei ({file}): Es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>Run `sotto rules check`.</source>
        <translation>Rufen Sie `sotto rules check` auf.</translation>
    </message>
    <message>
        <source>The company&apos;s own are in {folder}.</source>
        <translation>Die eigenen des Unternehmens liegen in {folder}.</translation>
    </message>
    <message>
        <source>The company&apos;s own would be read from {folder}.</source>
        <translation>Eigene des Unternehmens würden aus {folder} gelesen.</translation>
    </message>
    <message>
        <source>Those for everybody on this computer are in {folder}.</source>
        <translation>Die für alle an diesem Rechner liegen in {folder}.</translation>
    </message>
    <message>
        <source>{recognizer} will be used.</source>
        <translation>{recognizer} wird verwendet.</translation>
    </message>
    <message>
        <source>No Vosk model is installed; `sotto models list` shows what there is.</source>
        <translation>Kein Vosk-Modell ist installiert; `sotto models list` zeigt, was es gibt.</translation>
    </message>
    <message>
        <source>The Vosk model {model} is installed.</source>
        <translation>Das Vosk-Modell {model} ist installiert.</translation>
    </message>
    <message>
        <source>The Vosk model {model} is broken.</source>
        <translation>Das Vosk-Modell {model} ist beschädigt.</translation>
    </message>
    <message>
        <source>Run `sotto models remove {model}` and install it again.</source>
        <translation>Rufen Sie `sotto models remove {model}` auf und installieren Sie es neu.</translation>
    </message>
    <message>
        <source>It is there for everybody on this computer ({folder}): ask whoever looks after this computer to mend it.</source>
        <translation>Es ist für alle auf diesem Computer da ({folder}): Bitten Sie, wer ihn betreut, es zu reparieren.</translation>
    </message>
    <message>
        <source>Plug one in; on a remote desktop, allow audio recording.</source>
        <translation>Schließen Sie eines an; erlauben Sie auf einem entfernten Desktop die Audioaufnahme.</translation>
    </message>
    <message>
        <source>No microphone was found.</source>
        <translation>Es wurde kein Mikrofon gefunden.</translation>
    </message>
    <message>
        <source>{device} can be opened.</source>
        <translation>{device} lässt sich öffnen.</translation>
    </message>
    <message>
        <source>The customer&apos;s side is switched off: interruptions are not measured.</source>
        <translation>Die Seite des Kunden ist abgeschaltet: Unterbrechungen werden nicht gemessen.</translation>
    </message>
    <message>
        <source>Set listening.far_end when the customer can be heard on this machine.</source>
        <translation>Setzen Sie listening.far_end, wenn der Kunde an diesem Rechner zu hören ist.</translation>
    </message>
    <message>
        <source>The far end {device} is not available on this machine.</source>
        <translation>Die Gegenseite {device} gibt es an diesem Rechner nicht.</translation>
    </message>
    <message>
        <source>`sotto devices` lists what there is; set listening.far_end to one of them, or to none.</source>
        <translation>`sotto devices` zeigt, was es gibt; setzen Sie listening.far_end auf eines davon oder auf none.</translation>
    </message>
    <message>
        <source>The customer is heard through: {device}.</source>
        <translation>Der Kunde wird gehört über: {device}.</translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) in force.</source>
        <translation>
            <numerusform>%n Regel gilt.</numerusform>
            <numerusform>%n Regeln gelten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n input device(s), first {device}.</source>
        <translation>
            <numerusform>%n Eingabegerät: {device}.</numerusform>
            <numerusform>%n Eingabegeräte, das erste ist {device}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Echo</name>
    <message>
        <source>No echo: the microphone does not hear the far end.</source>
        <translation>Kein Echo: Das Mikrofon hört die Gegenseite nicht.</translation>
    </message>
    <message>
        <source>The microphone hears the far end{level}. Sotto takes the echo out.</source>
        <translation>Das Mikrofon hört die Gegenseite{level}. Sotto rechnet das Echo heraus.</translation>
    </message>
    <message>
        <source>The microphone hears the far end{level}, and the echo cannot be taken out well enough.</source>
        <translation>Das Mikrofon hört die Gegenseite{level}, und das Echo lässt sich nicht gut genug herausrechnen.</translation>
    </message>
    <message>
        <source>There is no far end to test with: only the microphone is listened to.</source>
        <translation>Es gibt keine Gegenseite zum Testen: Nur das Mikrofon wird gehört.</translation>
    </message>
    <message>
        <source>Nothing was heard from the far end.</source>
        <translation>Von der Gegenseite war nichts zu hören.</translation>
    </message>
    <message>
        <source>Too little speech was heard from the far end to tell.</source>
        <translation>Von der Gegenseite war zu wenig Sprache zu hören, um es zu beurteilen.</translation>
    </message>
    <message>
        <source>The microphone delivers nothing but silence, so echo cannot be judged.</source>
        <translation>Das Mikrofon liefert nur Stille, darum lässt sich das Echo nicht beurteilen.</translation>
    </message>
    <message>
        <source>Wear a headset, or turn the loudspeaker down. Until then interruptions are not measured.</source>
        <translation>Tragen Sie ein Headset oder stellen Sie den Lautsprecher leiser. Bis dahin werden Unterbrechungen nicht gemessen.</translation>
    </message>
    <message>
        <source>Choose a far end when the customer can be heard on this computer.</source>
        <translation>Wählen Sie eine Gegenseite, sobald der Kunde an diesem Rechner zu hören ist.</translation>
    </message>
    <message>
        <source>Play a voice while the test runs, or choose another far end.</source>
        <translation>Spielen Sie während des Tests eine Stimme ab oder wählen Sie eine andere Gegenseite.</translation>
    </message>
    <message>
        <source>Play a voice (not music) for the whole test, and try again.</source>
        <translation>Spielen Sie während des ganzen Tests eine Stimme ab (keine Musik) und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Check whether it is muted, and try again.</source>
        <translation>Prüfen Sie, ob es stummgeschaltet ist, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>, {db} dB quieter</source>
        <translation>, {db} dB leiser</translation>
    </message>
    <message>
        <source>, {db} dB louder</source>
        <translation>, {db} dB lauter</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>talked over the customer for {seconds} s</source>
        <translation>{seconds} s lang über den Kunden hinweg gesprochen</translation>
    </message>
    <message>
        <source>spoke {decibels} dB louder than usual</source>
        <translation>{decibels} dB lauter als sonst gesprochen</translation>
    </message>
    <message>
        <source>{words} words a minute over {seconds} s of speech</source>
        <translation>{words} Wörter je Minute über {seconds} s Sprechzeit</translation>
    </message>
    <message>
        <source>silence for {seconds} s</source>
        <translation>{seconds} s Stille</translation>
    </message>
    <message>
        <source>talked for {seconds} s without a pause for the customer</source>
        <translation>{seconds} s ohne Pause für den Kunden gesprochen</translation>
    </message>
    <message>
        <source>quiet voices for {seconds} s, {decibels} dB below yours</source>
        <translation>{seconds} s leise Stimmen, {decibels} dB unter der eigenen</translation>
    </message>
    <message>
        <source>read out the {kind}</source>
        <translation>{kind} laut vorgelesen</translation>
    </message>
    <message>
        <source>not heard: {labels}</source>
        <translation>nicht gehört: {labels}</translation>
    </message>
    <message>
        <source>promised &quot;{phrase}&quot;, {seconds} s left</source>
        <translation>„{phrase}“ zugesagt, noch {seconds} s</translation>
    </message>
    <message>
        <source>promised &quot;{phrase}&quot;, and the time has passed</source>
        <translation>„{phrase}“ zugesagt, und die Zeit ist abgelaufen</translation>
    </message>
    <message>
        <source>the agent&apos;s share of the talk was {percent}%</source>
        <translation>der Redeanteil des Agenten war {percent} %</translation>
    </message>
    <message>
        <source>the longest monologue took {seconds} s</source>
        <translation>der längste Monolog dauerte {seconds} s</translation>
    </message>
    <message>
        <source>the pace was {words} words a minute</source>
        <translation>das Tempo war {words} Wörter je Minute</translation>
    </message>
    <message>
        <source>{seconds} s of unexplained silence</source>
        <translation>{seconds} s Stille ohne Erklärung</translation>
    </message>
    <message>
        <source>{words} filler words a minute</source>
        <translation>{words} Füllwörter je Minute</translation>
    </message>
    <message>
        <source>card number</source>
        <translation>Kartennummer</translation>
    </message>
    <message>
        <source>account number</source>
        <translation>Kontonummer</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>Ausweisnummer</translation>
    </message>
    <message>
        <source>security code</source>
        <translation>Sicherheitscode</translation>
    </message>
    <message>
        <source>{evidence} (made good soon after)</source>
        <translation>{evidence} (bald danach wiedergutgemacht)</translation>
    </message>
</context>
<context>
    <name>Hotkeys</name>
    <message>
        <source>Pause coaching, or go on</source>
        <translation>Coaching anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>This cue is wrong</source>
        <translation>Dieser Hinweis ist falsch</translation>
    </message>
    <message>
        <source>Show or hide the overlay</source>
        <translation>Hinweiskarte zeigen oder ausblenden</translation>
    </message>
    <message>
        <source>Got it: hide this cue</source>
        <translation>Verstanden: diesen Hinweis ausblenden</translation>
    </message>
    <message>
        <source>No more cues of this rule in this call</source>
        <translation>Keine Hinweise dieser Regel mehr in diesem Gespräch</translation>
    </message>
    <message>
        <source>Why this cue</source>
        <translation>Warum dieser Hinweis</translation>
    </message>
    <message>
        <source>Show more, or less</source>
        <translation>Mehr oder weniger zeigen</translation>
    </message>
    <message>
        <source>Work the overlay by keyboard</source>
        <translation>Hinweiskarte mit der Tastatur bedienen</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>English (US)</source>
        <translation>Englisch (USA)</translation>
    </message>
    <message>
        <source>English (UK)</source>
        <translation>Englisch (Großbritannien)</translation>
    </message>
    <message>
        <source>English (India)</source>
        <translation>Englisch (Indien)</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italienisch</translation>
    </message>
    <message>
        <source>Portuguese (Brazil)</source>
        <translation>Portugiesisch (Brasilien)</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>Niederländisch</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>Polnisch</translation>
    </message>
    <message>
        <source>Catalan</source>
        <translation>Katalanisch</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Russisch</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>Türkisch</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>Hindi</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>Japanisch</translation>
    </message>
    <message>
        <source>Chinese (Mandarin)</source>
        <translation>Chinesisch (Mandarin)</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>Koreanisch</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>No microphone was found</source>
        <translation>Kein Mikrofon gefunden</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>No call</source>
        <translation>Kein Gespräch</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Wird vorbereitet</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Hört zu</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Störung</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Microphone level</source>
        <translation>Mikrofonpegel</translation>
    </message>
    <message>
        <source>How loud your microphone is</source>
        <translation>Wie laut Ihr Mikrofon ist</translation>
    </message>
    <message>
        <source>Sotto status line</source>
        <translation>Sotto-Statuszeile</translation>
    </message>
    <message>
        <source>Pause coaching: nobody is told</source>
        <translation>Coaching anhalten: Niemand erfährt davon</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mehr zeigen</translation>
    </message>
    <message>
        <source>End this session and show its summary</source>
        <translation>Diese Sitzung beenden und ihre Zusammenfassung zeigen</translation>
    </message>
    <message>
        <source>you</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>them</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>Weniger zeigen</translation>
    </message>
    <message>
        <source>Sotto coach</source>
        <translation>Sotto-Hinweiskarte</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>Okay</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>Thanks, seen: hide this cue</source>
        <translation>Danke, gesehen: diesen Hinweis ausblenden</translation>
    </message>
    <message>
        <source>This cue is wrong: hide it and leave it out of the totals</source>
        <translation>Dieser Hinweis ist falsch: ausblenden und nicht mitzählen</translation>
    </message>
    <message>
        <source>No more cues of this rule in this call</source>
        <translation>Keine Hinweise dieser Regel mehr in diesem Gespräch</translation>
    </message>
    <message>
        <source>Show the rule, the words and the time</source>
        <translation>Die Regel, die Worte und die Zeit zeigen</translation>
    </message>
    <message>
        <source>got it</source>
        <translation>verstanden</translation>
    </message>
    <message>
        <source>marked wrong</source>
        <translation>als falsch markiert</translation>
    </message>
    <message>
        <source>snoozed</source>
        <translation>für dieses Gespräch aus</translation>
    </message>
    <message>
        <source>recovered</source>
        <translation>wiedergutgemacht</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>Turn-taking cue</source>
        <translation>Hinweis zum Sprecherwechsel</translation>
    </message>
    <message>
        <source>Words cue</source>
        <translation>Hinweis zu Worten</translation>
    </message>
    <message>
        <source>Praise cue</source>
        <translation>Lob</translation>
    </message>
    <message>
        <source>Promise cue</source>
        <translation>Hinweis zu einer Zusage</translation>
    </message>
    <message>
        <source>Call ended · {time}</source>
        <translation>Gespräch beendet · {time}</translation>
    </message>
    <message>
        <source>Ready · no call</source>
        <translation>Bereit · kein Gespräch</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Wird vorbereitet …</translation>
    </message>
    <message>
        <source>Customer waits · {time}</source>
        <translation>Kunde wartet · {time}</translation>
    </message>
    <message>
        <source>Listening · {time}</source>
        <translation>Hört zu · {time}</translation>
    </message>
    <message>
        <source>Microphone unplugged. Waiting for it…</source>
        <translation>Mikrofon ausgesteckt. Warten darauf …</translation>
    </message>
    <message>
        <source>Far end lost. Waiting for it…</source>
        <translation>Gegenseite verloren. Warten darauf …</translation>
    </message>
    <message>
        <source>Microphone and call seem swapped</source>
        <translation>Mikrofon und Gespräch scheinen vertauscht</translation>
    </message>
    <message>
        <source>Paused by you</source>
        <translation>Von Ihnen angehalten</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Stummgeschaltet</translation>
    </message>
    <message>
        <source>On hold · {time}</source>
        <translation>In der Warteschleife · {time}</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>In der Warteschleife</translation>
    </message>
    <message>
        <source>{waited} of {promised}</source>
        <translation>{waited} von {promised}</translation>
    </message>
    <message>
        <source>Start call</source>
        <translation>Gespräch beginnen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>Anderes wählen</translation>
    </message>
    <message>
        <source>End call</source>
        <translation>Gespräch beenden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Begin to listen to a call</source>
        <translation>Einem Gespräch zuhören</translation>
    </message>
    <message>
        <source>Show cues again</source>
        <translation>Wieder Hinweise zeigen</translation>
    </message>
    <message>
        <source>Go on with another microphone; the call goes on</source>
        <translation>Mit einem anderen Mikrofon weitermachen; das Gespräch geht weiter</translation>
    </message>
    <message>
        <source>End this call and show its summary</source>
        <translation>Dieses Gespräch beenden und seine Zusammenfassung zeigen</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Talk balance: not enough speech yet</source>
        <translation>Redeanteile: noch zu wenig Sprache</translation>
    </message>
    <message>
        <source>Talk balance: you {you} %, the customer {them} %</source>
        <translation>Redeanteile: Sie {you} %, der Kunde {them} %</translation>
    </message>
    <message>
        <source>you said “{words}”</source>
        <translation>Sie sagten „{words}“</translation>
    </message>
    <message>
        <source>Heard at {time}.</source>
        <translation>Gehört bei {time}.</translation>
    </message>
    <message>
        <source>Rule “{rule}”.</source>
        <translation>Regel „{rule}“.</translation>
    </message>
    <message>
        <source>Agenda {said} of {all}</source>
        <translation>Gesprächsplan {said} von {all}</translation>
    </message>
    <message>
        <source>{sign} {item}</source>
        <translation>{sign} {item}</translation>
    </message>
    <message>
        <source>Agenda.</source>
        <translation>Gesprächsplan.</translation>
    </message>
    <message>
        <source>Said: {items}.</source>
        <translation>Gesagt: {items}.</translation>
    </message>
    <message>
        <source>Not said yet: {items}.</source>
        <translation>Noch nicht gesagt: {items}.</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>eingehalten</translation>
    </message>
    <message>
        <source>the time has passed</source>
        <translation>die Zeit ist um</translation>
    </message>
    <message>
        <source>after the call</source>
        <translation>nach dem Gespräch</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>Promise: {words}</source>
        <translation>Zusage: {words}</translation>
    </message>
    <message>
        <source>The customer waits. You promised “{phrase}”: {time} left.</source>
        <translation>Der Kunde wartet. Sie haben „{phrase}“ zugesagt: noch {time}.</translation>
    </message>
    <message>
        <source>Promised “{words}”: {left} left of {promised}</source>
        <translation>Zusage „{words}“: noch {left} von {promised}</translation>
    </message>
    <message>
        <source>Agenda, promises and last cues</source>
        <translation>Gesprächsplan, Zusagen und letzte Hinweise</translation>
    </message>
    <message>
        <source>No cues so far.</source>
        <translation>Bisher keine Hinweise.</translation>
    </message>
    <message>
        <source>Words by {recognizer}</source>
        <translation>Worte erkannt von {recognizer}</translation>
    </message>
    <message>
        <source>One voice only: interruptions and talk balance are not measured.</source>
        <translation>Nur eine Stimme: Unterbrechungen und Redeanteile werden nicht gemessen.</translation>
    </message>
    <message>
        <source>The microphone hears the far end: interruptions are not measured.</source>
        <translation>Das Mikrofon hört die Gegenseite: Unterbrechungen werden nicht gemessen.</translation>
    </message>
    <message>
        <source>Shared screens show this overlay: this system cannot hide it.</source>
        <translation>Geteilte Bildschirme zeigen diese Karte: Dieses System kann sie nicht verbergen.</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>The local endpoint cannot use port {port} ({why}).</source>
        <translation>Die lokale Schnittstelle kann den Port {port} nicht nutzen ({why}).</translation>
    </message>
    <message>
        <source>Choose another with the setting calls.endpoint_port.</source>
        <translation>Wählen Sie mit der Einstellung calls.endpoint_port einen anderen.</translation>
    </message>
    <message>
        <source>Calls do not begin by themselves: {why}</source>
        <translation>Gespräche beginnen nicht von selbst: {why}</translation>
    </message>
    <message>
        <source>The request cannot be understood.</source>
        <translation>Die Anfrage ist nicht zu verstehen.</translation>
    </message>
    <message>
        <source>Use the same version of Sotto on both sides.</source>
        <translation>Verwenden Sie auf beiden Seiten dieselbe Version von Sotto.</translation>
    </message>
    <message>
        <source>The link is too long.</source>
        <translation>Der Link ist zu lang.</translation>
    </message>
    <message>
        <source>The link cannot be read.</source>
        <translation>Der Link ist nicht lesbar.</translation>
    </message>
    <message>
        <source>This is no link for calls.</source>
        <translation>Das ist kein Link für Gespräche.</translation>
    </message>
    <message>
        <source>The link asks for something that Sotto does not know.</source>
        <translation>Der Link verlangt etwas, das Sotto nicht kennt.</translation>
    </message>
    <message>
        <source>Use a link like sotto://call/start?reference=4711.</source>
        <translation>Verwenden Sie einen Link wie sotto://call/start?reference=4711.</translation>
    </message>
    <message numerus="yes">
        <source>The reference is longer than %n letter(s).</source>
        <translation>
            <numerusform>Das Zeichen ist länger als %n Buchstabe.</numerusform>
            <numerusform>Das Zeichen ist länger als %n Buchstaben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The agenda is longer than %n letter(s).</source>
        <translation>
            <numerusform>Die Agenda ist länger als %n Buchstabe.</numerusform>
            <numerusform>Die Agenda ist länger als %n Buchstaben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Give the call&apos;s number only.</source>
        <translation>Geben Sie nur die Nummer des Gesprächs an.</translation>
    </message>
    <message>
        <source>The reference contains letters that cannot be shown.</source>
        <translation>Das Zeichen enthält Buchstaben, die sich nicht anzeigen lassen.</translation>
    </message>
    <message>
        <source>Keep what matters most.</source>
        <translation>Behalten Sie nur das Wichtigste.</translation>
    </message>
    <message>
        <source>The agenda contains letters that cannot be shown.</source>
        <translation>Die Agenda enthält Buchstaben, die sich nicht anzeigen lassen.</translation>
    </message>
    <message>
        <source>Write each item in plain words.</source>
        <translation>Schreiben Sie jeden Punkt in einfachen Worten.</translation>
    </message>
    <message>
        <source>The call {reference} is still under way.</source>
        <translation>Das Gespräch {reference} läuft noch.</translation>
    </message>
    <message>
        <source>End it first.</source>
        <translation>Beenden Sie es zuerst.</translation>
    </message>
    <message>
        <source>The call under way is {reference}, not {asked}.</source>
        <translation>Es läuft das Gespräch {reference}, nicht {asked}.</translation>
    </message>
    <message>
        <source>Nothing was ended.</source>
        <translation>Nichts wurde beendet.</translation>
    </message>
    <message>
        <source>No call is under way.</source>
        <translation>Es läuft kein Gespräch.</translation>
    </message>
    <message>
        <source>Begin one with “sotto call start”.</source>
        <translation>Beginnen Sie eines mit „sotto call start“.</translation>
    </message>
    <message>
        <source>“{hotkey}” is no hotkey: there is no key “{key}” to hold.</source>
        <translation>„{hotkey}“ ist kein Tastenkürzel: Eine Taste „{key}“ zum Halten gibt es nicht.</translation>
    </message>
    <message>
        <source>“{hotkey}” is no hotkey: it must end with a letter, a digit or F1 to F12.</source>
        <translation>„{hotkey}“ ist kein Tastenkürzel: Am Ende muss ein Buchstabe, eine Ziffer oder F1 bis F12 stehen.</translation>
    </message>
    <message>
        <source>“{hotkey}” would take a key away from typing.</source>
        <translation>„{hotkey}“ würde eine Taste belegen, die Sie zum Schreiben brauchen.</translation>
    </message>
    <message>
        <source>The hotkey {hotkey} belongs to another program.</source>
        <translation>Das Tastenkürzel {hotkey} gehört einem anderen Programm.</translation>
    </message>
    <message>
        <source>The hotkey {hotkey} is set twice: for “{one}” and for “{two}”.</source>
        <translation>Das Tastenkürzel {hotkey} ist doppelt vergeben: für „{one}“ und für „{two}“.</translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation>Wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>It does the first; choose another for the second.</source>
        <translation>Es gilt für das erste; wählen Sie für das zweite ein anderes.</translation>
    </message>
    <message>
        <source>Write it like Ctrl+Alt+Shift+P.</source>
        <translation>Schreiben Sie es wie Ctrl+Alt+Shift+P.</translation>
    </message>
    <message>
        <source>Bind “sotto toggle” to a key in your desktop&apos;s keyboard settings instead.</source>
        <translation>Legen Sie stattdessen „sotto toggle“ in den Tastatureinstellungen Ihres Desktops auf eine Taste.</translation>
    </message>
    <message>
        <source>No session bus to ask for hotkeys.</source>
        <translation>Es gibt keinen Sitzungsbus, der Tastenkürzel vergibt.</translation>
    </message>
    <message>
        <source>The desktop gives no hotkeys.</source>
        <translation>Der Desktop vergibt keine Tastenkürzel.</translation>
    </message>
    <message>
        <source>This desktop has no portal for hotkeys.</source>
        <translation>Dieser Desktop hat kein Portal für Tastenkürzel.</translation>
    </message>
    <message>
        <source>The desktop did not give the hotkeys.</source>
        <translation>Der Desktop hat die Tastenkürzel nicht vergeben.</translation>
    </message>
    <message>
        <source>No X server to take hotkeys from.</source>
        <translation>Es gibt keinen X-Server für Tastenkürzel.</translation>
    </message>
    <message>
        <source>This system gives no hotkeys.</source>
        <translation>Dieses System vergibt keine Tastenkürzel.</translation>
    </message>
    <message>
        <source>Bind “sotto toggle” to a key instead.</source>
        <translation>Legen Sie stattdessen „sotto toggle“ auf eine Taste.</translation>
    </message>
    <message>
        <source>This keyboard has no key for the hotkey {hotkey}.</source>
        <translation>Diese Tastatur hat keine Taste für das Kürzel {hotkey}.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>The machine has no memory left.</source>
        <translation>Der Rechner hat keinen Arbeitsspeicher mehr frei.</translation>
    </message>
    <message>
        <source>Close other programs and try again.</source>
        <translation>Schließen Sie andere Programme und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Something went wrong that was not foreseen ({error}).</source>
        <translation>Etwas Unvorhergesehenes ist schiefgegangen ({error}).</translation>
    </message>
    <message>
        <source>Try again; “sotto doctor” looks for the cause.</source>
        <translation>Versuchen Sie es noch einmal; „sotto doctor“ sucht die Ursache.</translation>
    </message>
    <message>
        <source>The disk is full: {thing} could not be written.</source>
        <translation>Der Datenträger ist voll: {thing} ließ sich nicht schreiben.</translation>
    </message>
    <message>
        <source>Your disk quota is used up: {thing} could not be written.</source>
        <translation>Ihr Speicherplatz ist aufgebraucht: {thing} ließ sich nicht schreiben.</translation>
    </message>
    <message>
        <source>No permission for {thing}.</source>
        <translation>Keine Berechtigung für {thing}.</translation>
    </message>
    <message>
        <source>{thing} lies on a disk that is read-only.</source>
        <translation>{thing} liegt auf einem schreibgeschützten Datenträger.</translation>
    </message>
    <message>
        <source>There is no {thing}.</source>
        <translation>{thing} gibt es nicht.</translation>
    </message>
    <message>
        <source>{thing} is a folder.</source>
        <translation>{thing} ist ein Ordner.</translation>
    </message>
    <message>
        <source>{thing} lies below something that is not a folder.</source>
        <translation>{thing} liegt unter etwas, das kein Ordner ist.</translation>
    </message>
    <message>
        <source>{thing} is there already and is no folder.</source>
        <translation>{thing} ist schon da und ist kein Ordner.</translation>
    </message>
    <message>
        <source>The name {thing} is too long for this disk.</source>
        <translation>Der Name {thing} ist für diesen Datenträger zu lang.</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Schaffen Sie Platz und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Choose another place or ask its owner for access.</source>
        <translation>Wählen Sie einen anderen Ort oder bitten Sie den Eigentümer um Zugriff.</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation>Prüfen Sie Name und Ordner.</translation>
    </message>
    <message>
        <source>Name a file.</source>
        <translation>Nennen Sie eine Datei.</translation>
    </message>
    <message>
        <source>Move it away or choose another place.</source>
        <translation>Verschieben Sie es oder wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Choose a shorter one.</source>
        <translation>Wählen Sie einen kürzeren.</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>eine Datei</translation>
    </message>
    <message>
        <source>the system gave no reason</source>
        <translation>das System nannte keinen Grund</translation>
    </message>
    <message>
        <source>{thing} cannot be used: {why}.</source>
        <translation>{thing} ist nicht verwendbar: {why}.</translation>
    </message>
    <message>
        <source>The call could not be coached.</source>
        <translation>Das Gespräch ließ sich nicht begleiten.</translation>
    </message>
    <message>
        <source>Start it again; “sotto doctor” looks for the cause.</source>
        <translation>Starten Sie es noch einmal; „sotto doctor“ sucht die Ursache.</translation>
    </message>
    <message>
        <source>The window could not be opened.</source>
        <translation>Das Fenster ließ sich nicht öffnen.</translation>
    </message>
    <message>
        <source>Run `sotto {command}` in a terminal to see why.</source>
        <translation>Rufen Sie in einem Terminal `sotto {command}` auf, um den Grund zu sehen.</translation>
    </message>
    <message>
        <source>The microphones could not be listed.</source>
        <translation>Die Mikrofone ließen sich nicht auflisten.</translation>
    </message>
    <message>
        <source>Choose one in the settings.</source>
        <translation>Wählen Sie eine in den Einstellungen.</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>talk / listen</source>
        <translation>Reden / Zuhören</translation>
    </message>
    <message>
        <source>Heard {share} % of the call with {engine}.</source>
        <translation>{share} % des Gesprächs mit {engine} gehört.</translation>
    </message>
    <message>
        <source>The call was not heard to its end: everything below is about the part that was.</source>
        <translation>Das Gespräch wurde nicht bis zum Ende gehört: Alles Folgende gilt für den gehörten Teil.</translation>
    </message>
    <message>
        <source>Not heard from {start} to {end} ({reason}).</source>
        <translation>Von {start} bis {end} nicht gehört ({reason}).</translation>
    </message>
    <message>
        <source>Coaching was paused from {start} to {end}; nothing counts in that time.</source>
        <translation>Das Coaching war von {start} bis {end} angehalten; in dieser Zeit zählt nichts.</translation>
    </message>
    <message>
        <source>The microphone heard the customer ({level} dB); {done}.</source>
        <translation>Das Mikrofon hörte den Kunden ({level} dB); {done}.</translation>
    </message>
    <message>
        <source>The microphone heard the customer; {done}.</source>
        <translation>Das Mikrofon hörte den Kunden; {done}.</translation>
    </message>
    <message>
        <source>the echo was removed</source>
        <translation>das Echo wurde herausgerechnet</translation>
    </message>
    <message>
        <source>the echo could not be removed</source>
        <translation>das Echo ließ sich nicht herausrechnen</translation>
    </message>
    <message>
        <source>Not measured: {what} ({reason}).</source>
        <translation>Nicht gemessen: {what} ({reason}).</translation>
    </message>
    <message>
        <source>Not measured: {what}.</source>
        <translation>Nicht gemessen: {what}.</translation>
    </message>
    <message>
        <source>interruptions</source>
        <translation>Unterbrechungen</translation>
    </message>
    <message>
        <source>talk ratio</source>
        <translation>Redeanteil</translation>
    </message>
    <message>
        <source>patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>loudness</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>time on hold</source>
        <translation>Wartezeit</translation>
    </message>
    <message>
        <source>whose words they are</source>
        <translation>wessen Worte es sind</translation>
    </message>
    <message>
        <source>the rest of the call</source>
        <translation>der Rest des Gesprächs</translation>
    </message>
    <message>
        <source>your words</source>
        <translation>Ihre Worte</translation>
    </message>
    <message>
        <source>the recording has one channel: the customer cannot be told from the agent</source>
        <translation>die Aufnahme hat nur einen Kanal: Kunde und Agent sind nicht zu unterscheiden</translation>
    </message>
    <message>
        <source>what a customer says on the same channel is taken for the agent&apos;s</source>
        <translation>was ein Kunde auf demselben Kanal sagt, gilt als vom Agenten gesagt</translation>
    </message>
    <message>
        <source>{heard} of {whole} min were heard</source>
        <translation>{heard} von {whole} min wurden gehört</translation>
    </message>
    <message>
        <source>{side} delivered nothing but silence: muted or not connected</source>
        <translation>{side} lieferte nur Stille: stummgeschaltet oder nicht angeschlossen</translation>
    </message>
    <message>
        <source>{side} held no speech in the whole call</source>
        <translation>{side} enthielt im ganzen Gespräch keine Sprache</translation>
    </message>
    <message>
        <source>your microphone</source>
        <translation>Ihr Mikrofon</translation>
    </message>
    <message>
        <source>the customer&apos;s side</source>
        <translation>die Seite des Kunden</translation>
    </message>
    <message>
        <source>your microphone and the call seem swapped: the call repeats what the microphone hears; or the customer&apos;s telephone sends your voice back (from {seconds} s)</source>
        <translation>Mikrofon und Gespräch scheinen vertauscht: Das Gespräch wiederholt, was das Mikrofon hört; oder das Telefon des Kunden schickt Ihre Stimme zurück (ab {seconds} s)</translation>
    </message>
    <message>
        <source>the microphone heard the far end ({spans}); nothing was counted in that time</source>
        <translation>das Mikrofon hörte die Gegenseite ({spans}); in dieser Zeit wurde nichts gezählt</translation>
    </message>
    <message>
        <source>the agent spoke too little to know the usual level</source>
        <translation>der Agent sprach zu wenig, um die übliche Lautstärke zu kennen</translation>
    </message>
    <message>
        <source>unplugged</source>
        <translation>ausgesteckt</translation>
    </message>
    <message>
        <source>overflow</source>
        <translation>Rechner überlastet</translation>
    </message>
    <message>
        <source>listener-restarted</source>
        <translation>Zuhören neu gestartet</translation>
    </message>
    <message>
        <source>device-changed</source>
        <translation>Gerät gewechselt</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>stummgeschaltet</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Agenda: {said} of {all} said. Not heard: {missed}.</source>
        <translation>Gesprächsplan: {said} von {all} gesagt. Nicht gehört: {missed}.</translation>
    </message>
    <message>
        <source>Agenda: {said} of {all} said.</source>
        <translation>Gesprächsplan: {said} von {all} gesagt.</translation>
    </message>
    <message>
        <source>customer speaks (not transcribed), {seconds} s</source>
        <translation>Kunde spricht (nicht mitgeschrieben), {seconds} s</translation>
    </message>
    <message>
        <source>words a minute</source>
        <translation>Wörter pro Minute</translation>
    </message>
    <message>
        <source>longest monologue</source>
        <translation>längster Monolog</translation>
    </message>
    <message>
        <source>dead air</source>
        <translation>Funkstille</translation>
    </message>
    <message>
        <source>fillers a minute</source>
        <translation>Füllwörter pro Minute</translation>
    </message>
    <message>
        <source>overlap</source>
        <translation>Überlappung</translation>
    </message>
    <message>
        <source>overlap in interruptions</source>
        <translation>Überlappung in Unterbrechungen</translation>
    </message>
    <message>
        <source>overlap in signs of listening</source>
        <translation>Überlappung in Hörersignalen</translation>
    </message>
    <message>
        <source>interruptions by the customer</source>
        <translation>Unterbrechungen durch den Kunden</translation>
    </message>
    <message>
        <source>loudest speech</source>
        <translation>lauteste Sprache</translation>
    </message>
    <message>
        <source>loud speech</source>
        <translation>laute Sprache</translation>
    </message>
    <message>
        <source>on hold</source>
        <translation>in der Warteschleife</translation>
    </message>
    <message>
        <source>Talk / listen</source>
        <translation>Reden / Zuhören</translation>
    </message>
    <message>
        <source>Interruptions</source>
        <translation>Unterbrechungen</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>Words a minute</source>
        <translation>Wörter pro Minute</translation>
    </message>
    <message>
        <source>Longest monologue</source>
        <translation>Längster Monolog</translation>
    </message>
    <message>
        <source>Dead air</source>
        <translation>Funkstille</translation>
    </message>
    <message>
        <source>Fillers a minute</source>
        <translation>Füllwörter pro Minute</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>Überlappung</translation>
    </message>
    <message>
        <source>Overlap in interruptions</source>
        <translation>Überlappung in Unterbrechungen</translation>
    </message>
    <message>
        <source>Overlap in signs of listening</source>
        <translation>Überlappung in Hörersignalen</translation>
    </message>
    <message>
        <source>Interruptions by the customer</source>
        <translation>Unterbrechungen durch den Kunden</translation>
    </message>
    <message>
        <source>Loudest speech</source>
        <translation>Lauteste Sprache</translation>
    </message>
    <message>
        <source>Loud speech</source>
        <translation>Laute Sprache</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>In der Warteschleife</translation>
    </message>
    <message>
        <source>The agent&apos;s and the customer&apos;s part of all speech. Good calls are near 43 / 57.</source>
        <translation>Anteile des Agenten und des Kunden an aller Sprache. Gute Gespräche liegen bei 43 / 57.</translation>
    </message>
    <message>
        <source>Times the agent began to speak while the customer held the turn, and went on. Short signs of listening, such as “mm-hm”, and overlap at the very end of a turn do not count.</source>
        <translation>Wie oft der Agent zu sprechen begann, während der Kunde am Wort war, und weitersprach. Kurze Hörersignale wie „mhm“ und Überlappung ganz am Ende eines Beitrags zählen nicht.</translation>
    </message>
    <message>
        <source>Median silence between the customer&apos;s last word and the agent&apos;s answer; silences over 3 s do not count.</source>
        <translation>Mittlere Stille (Median) zwischen dem letzten Wort des Kunden und der Antwort des Agenten; Stille über 3 s zählt nicht.</translation>
    </message>
    <message>
        <source>The agent&apos;s words for each minute of the agent&apos;s own speaking time.</source>
        <translation>Die Wörter des Agenten pro Minute seiner eigenen Redezeit.</translation>
    </message>
    <message>
        <source>The longest time the agent held the floor: no turn of the customer and no silence over 3 s in between.</source>
        <translation>Die längste Zeit, die der Agent am Wort war: ohne Beitrag des Kunden und ohne Stille über 3 s dazwischen.</translation>
    </message>
    <message>
        <source>Silence of both sides, counting only stretches longer than 3 s.</source>
        <translation>Stille beider Seiten; nur Strecken über 3 s zählen.</translation>
    </message>
    <message>
        <source>Filler words, such as “um” or “you know”, for each minute of the agent&apos;s speaking time.</source>
        <translation>Füllwörter wie „äh“ oder „weißt du“ pro Minute der Redezeit des Agenten.</translation>
    </message>
    <message>
        <source>Time in which both sides spoke at once, of whatever kind.</source>
        <translation>Zeit, in der beide Seiten zugleich sprachen, gleich welcher Art.</translation>
    </message>
    <message>
        <source>The part of it in which the agent interrupted.</source>
        <translation>Der Teil davon, in dem der Agent unterbrach.</translation>
    </message>
    <message>
        <source>The part of it in “mm-hm” and the like.</source>
        <translation>Der Teil davon in „mhm“ und Ähnlichem.</translation>
    </message>
    <message>
        <source>Times the customer began while the agent held the turn, by sound alone.</source>
        <translation>Wie oft der Kunde begann, während der Agent am Wort war, allein nach dem Klang.</translation>
    </message>
    <message>
        <source>How far the agent&apos;s loudest twentieth of speech lies over the agent&apos;s own usual level.</source>
        <translation>Wie weit das lauteste Zwanzigstel der Sprache des Agenten über seinem üblichen Pegel liegt.</translation>
    </message>
    <message>
        <source>Part of the agent&apos;s speech 7 dB or more over the agent&apos;s own usual level.</source>
        <translation>Anteil der Sprache des Agenten, der 7 dB oder mehr über seinem üblichen Pegel liegt.</translation>
    </message>
    <message>
        <source>Time the customer waited in silence after a promise to be back.</source>
        <translation>Zeit, die der Kunde nach der Zusage zurückzukommen in Stille wartete.</translation>
    </message>
    <message>
        <source>Offered an alternative</source>
        <translation>Alternative angeboten</translation>
    </message>
    <message>
        <source>Apologised and owned it</source>
        <translation>Entschuldigt und Verantwortung übernommen</translation>
    </message>
    <message>
        <source>Thanked for patience</source>
        <translation>Für die Geduld gedankt</translation>
    </message>
    <message>
        <source>Used the customer&apos;s name</source>
        <translation>Den Namen des Kunden genannt</translation>
    </message>
    <message>
        <source>Gave a clear next step</source>
        <translation>Einen klaren nächsten Schritt genannt</translation>
    </message>
    <message>
        <source>Let the customer go on</source>
        <translation>Den Kunden weitersprechen lassen</translation>
    </message>
    <message>
        <source>Promise kept</source>
        <translation>Zusage gehalten</translation>
    </message>
    <message>
        <source>Promise broken</source>
        <translation>Zusage nicht gehalten</translation>
    </message>
    <message>
        <source>Promised for later</source>
        <translation>Für später zugesagt</translation>
    </message>
    <message>
        <source>Promise open</source>
        <translation>Zusage offen</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>with the agent until it was read</source>
        <translation>beim Agenten, bis er sie gelesen hat</translation>
    </message>
    <message>
        <source>with the agent until {moment}</source>
        <translation>beim Agenten bis {moment}</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Done well</source>
        <translation>Gut gemacht</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>Diese Woche</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>Letzte 90 Tage</translation>
    </message>
    <message>
        <source>Any score</source>
        <translation>Alle Punkte</translation>
    </message>
    <message>
        <source>Below 60</source>
        <translation>Unter 60</translation>
    </message>
    <message>
        <source>60 to 80</source>
        <translation>60 bis 80</translation>
    </message>
    <message>
        <source>Over 80</source>
        <translation>Über 80</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>Überlappung</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Warteschleife</translation>
    </message>
    <message>
        <source>Moments</source>
        <translation>Momente</translation>
    </message>
    <message>
        <source>Promises</source>
        <translation>Zusagen</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>Gehört</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>Call of {agent}</source>
        <translation>Gespräch von {agent}</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>heute {time}</translation>
    </message>
    <message>
        <source>yesterday {time}</source>
        <translation>gestern {time}</translation>
    </message>
    <message>
        <source>generated</source>
        <translation>erzeugt</translation>
    </message>
    <message>
        <source>from another computer</source>
        <translation>von einem anderen Rechner</translation>
    </message>
    <message>
        <source>recovered</source>
        <translation>wiederhergestellt</translation>
    </message>
    <message>
        <source>score {score}</source>
        <translation>{score} Punkte</translation>
    </message>
    <message>
        <source>This session is {state}.</source>
        <translation>Diese Sitzung ist {state}.</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>{length} long; the agent speaks {agent} times, the customer {customer} times.</source>
        <translation>{length} lang; der Agent spricht {agent} Mal, der Kunde {customer} Mal.</translation>
    </message>
    <message>
        <source>I have read it</source>
        <translation>Ich habe sie gelesen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>No words are kept of this call; those of flags are in the list of moments.</source>
        <translation>Von diesem Gespräch sind keine Worte aufbewahrt; die der Befunde stehen in der Liste der Momente.</translation>
    </message>
    <message>
        <source>Nobody was heard.</source>
        <translation>Niemand war zu hören.</translation>
    </message>
    <message>
        <source>The flag is in dispute. It does not count until your supervisor answers.</source>
        <translation>Der Befund ist strittig. Er zählt nicht, bis Ihr Vorgesetzter antwortet.</translation>
    </message>
    <message>
        <source>The flag left the totals.</source>
        <translation>Der Befund zählt nicht mehr mit.</translation>
    </message>
    <message>
        <source>The flag stands.</source>
        <translation>Der Befund bleibt.</translation>
    </message>
    <message>
        <source>The note is kept.</source>
        <translation>Die Notiz ist gespeichert.</translation>
    </message>
    <message>
        <source>The note was removed.</source>
        <translation>Die Notiz wurde entfernt.</translation>
    </message>
    <message>
        <source>The note is back.</source>
        <translation>Die Notiz ist wieder da.</translation>
    </message>
    <message>
        <source>Noted. Your supervisor can see the session from now on.</source>
        <translation>Vermerkt. Ihr Vorgesetzter kann die Sitzung ab jetzt sehen.</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>What the agent said</source>
        <translation>Was der Agent sagte</translation>
    </message>
    <message numerus="yes">
        <source>Usual: the mean of the agent&apos;s own %n call(s) in the four weeks before.</source>
        <translation>
            <numerusform>Üblich: das eine Gespräch des Agenten in den vier Wochen davor (%n).</numerusform>
            <numerusform>Üblich: der Mittelwert der %n eigenen Gespräche des Agenten in den vier Wochen davor.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n flag(s)</source>
        <translation>
            <numerusform>%n Befund</numerusform>
            <numerusform>%n Befunde</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s)</source>
        <translation>
            <numerusform>%n Sitzung</numerusform>
            <numerusform>%n Sitzungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n flag(s) in dispute</source>
        <translation>
            <numerusform>%n strittiger Befund</numerusform>
            <numerusform>%n strittige Befunde</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n Gespräch</numerusform>
            <numerusform>%n Gespräche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n good moment(s)</source>
        <translation>
            <numerusform>%n guter Moment</numerusform>
            <numerusform>%n gute Momente</numerusform>
        </translation>
    </message>
    <message>
        <source>This flag is wrong</source>
        <translation>Dieser Befund ist falsch</translation>
    </message>
    <message>
        <source>Agree: take it out</source>
        <translation>Zustimmen: herausnehmen</translation>
    </message>
    <message>
        <source>It stands</source>
        <translation>Er bleibt</translation>
    </message>
    <message>
        <source>Nothing stood out in what was heard.</source>
        <translation>Im Gehörten fiel nichts auf.</translation>
    </message>
    <message>
        <source>Instead: {words}</source>
        <translation>Stattdessen: {words}</translation>
    </message>
    <message>
        <source>Why? (for your supervisor)</source>
        <translation>Warum? (für Ihren Vorgesetzten)</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>Ihre Antwort</translation>
    </message>
    <message>
        <source>Marked wrong by the agent in the call: it does not count.</source>
        <translation>Vom Agenten im Gespräch als falsch markiert: Er zählt nicht.</translation>
    </message>
    <message>
        <source>{name}: “{words}”</source>
        <translation>{name}: „{words}“</translation>
    </message>
    <message>
        <source>In dispute: it does not count for now.</source>
        <translation>Strittig: Er zählt vorerst nicht.</translation>
    </message>
    <message>
        <source>{name} agreed: it does not count.</source>
        <translation>{name} hat zugestimmt: Er zählt nicht.</translation>
    </message>
    <message>
        <source>{name} let it stand.</source>
        <translation>{name} hat ihn stehen lassen.</translation>
    </message>
    <message>
        <source>Nobody has written anything yet.</source>
        <translation>Noch hat niemand etwas geschrieben.</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>Remove note</source>
        <translation>Notiz entfernen</translation>
    </message>
    <message>
        <source>agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>supervisor</source>
        <translation>Vorgesetzter</translation>
    </message>
    <message>
        <source>About {time}</source>
        <translation>Zu {time}</translation>
    </message>
    <message>
        <source>A note has at most {count} letters.</source>
        <translation>Eine Notiz hat höchstens {count} Zeichen.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Write a note. Numbers and addresses are taken out before it is kept.</source>
        <translation>Schreiben Sie eine Notiz. Nummern und Adressen werden vor dem Speichern entfernt.</translation>
    </message>
    <message>
        <source>New note</source>
        <translation>Neue Notiz</translation>
    </message>
    <message>
        <source>Weights…</source>
        <translation>Gewichte …</translation>
    </message>
    <message>
        <source>Keep for calls from now on</source>
        <translation>Für Gespräche ab jetzt behalten</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>{points} of 100 with these weights</source>
        <translation>{points} von 100 mit diesen Gewichten</translation>
    </message>
    <message>
        <source>{points} of 100</source>
        <translation>{points} von 100</translation>
    </message>
    <message>
        <source>Every call begins with this</source>
        <translation>Damit beginnt jedes Gespräch</translation>
    </message>
    <message>
        <source>It helps to talk about this call; it is no measure of a person.</source>
        <translation>Es hilft, über dieses Gespräch zu sprechen; es misst keinen Menschen.</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Score, point by point</source>
        <translation>Punkte, Stück für Stück</translation>
    </message>
    <message>
        <source>Set by your company.</source>
        <translation>Von Ihrem Unternehmen festgelegt.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>This call</source>
        <translation>Dieses Gespräch</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Üblich</translation>
    </message>
    <message>
        <source>This call beside the calls before</source>
        <translation>Dieses Gespräch neben den früheren</translation>
    </message>
    <message>
        <source>There are no calls of this agent in the four weeks before to compare with.</source>
        <translation>Aus den vier Wochen davor gibt es keine Gespräche dieses Agenten zum Vergleich.</translation>
    </message>
    <message>
        <source>Not yet read</source>
        <translation>Noch nicht gelesen</translation>
    </message>
    <message>
        <source>Not yet viewed</source>
        <translation>Noch nicht angesehen</translation>
    </message>
    <message>
        <source>In dispute</source>
        <translation>Strittig</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>{count} sessions</source>
        <translation>{count} Sitzungen</translation>
    </message>
    <message>
        <source>No session is like that. Take a filter away to see more.</source>
        <translation>Keine Sitzung passt dazu. Nehmen Sie einen Filter weg, um mehr zu sehen.</translation>
    </message>
    <message>
        <source>There are no sessions yet. After your next call its summary is here, for you first.</source>
        <translation>Es gibt noch keine Sitzungen. Nach Ihrem nächsten Gespräch ist seine Zusammenfassung hier, zuerst für Sie.</translation>
    </message>
    <message>
        <source>There are no sessions yet. They come from calls on this computer, from bundles that you import, or from your team&apos;s server.</source>
        <translation>Es gibt noch keine Sitzungen. Sie kommen aus Gesprächen an diesem Rechner, aus importierten Bündeln oder vom Server Ihres Teams.</translation>
    </message>
    <message>
        <source>Any agent</source>
        <translation>Alle Agenten</translation>
    </message>
    <message>
        <source>Any team</source>
        <translation>Alle Teams</translation>
    </message>
    <message>
        <source>Any rule</source>
        <translation>Alle Regeln</translation>
    </message>
    <message>
        <source>Search words, rule, reference…</source>
        <translation>Worte, Regel, Zeichen suchen …</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>generated, not a real call</source>
        <translation>erzeugt, kein echtes Gespräch</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>This session is being deleted.</source>
        <translation>Diese Sitzung wird gelöscht.</translation>
    </message>
    <message>
        <source>“{session}” is deleted for good in a few seconds.</source>
        <translation>„{session}“ wird in wenigen Sekunden endgültig gelöscht.</translation>
    </message>
    <message>
        <source>Nothing was deleted.</source>
        <translation>Nichts wurde gelöscht.</translation>
    </message>
    <message>
        <source>The session is deleted.</source>
        <translation>Die Sitzung ist gelöscht.</translation>
    </message>
    <message>
        <source>Export the session</source>
        <translation>Sitzung exportieren</translation>
    </message>
    <message>
        <source>Wrote {file}.</source>
        <translation>{file} wurde geschrieben.</translation>
    </message>
    <message>
        <source>The weights hold for calls from now on. Earlier scores stay as they were.</source>
        <translation>Die Gewichte gelten für Gespräche ab jetzt. Frühere Punkte bleiben, wie sie waren.</translation>
    </message>
    <message>
        <source>Trends</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>last {weeks} weeks {recent}, before {earlier}</source>
        <translation>letzte {weeks} Wochen {recent}, davor {earlier}</translation>
    </message>
    <message>
        <source>Team {name}</source>
        <translation>Team {name}</translation>
    </message>
    <message>
        <source>Each line stands beside its own past (dashed), never beside other people&apos;s.</source>
        <translation>Jede Linie steht neben ihrer eigenen Vergangenheit (gestrichelt), nie neben der anderer Leute.</translation>
    </message>
    <message>
        <source>There are no calls in these weeks.</source>
        <translation>In diesen Wochen gibt es keine Gespräche.</translation>
    </message>
    <message>
        <source>My calls</source>
        <translation>Meine Gespräche</translation>
    </message>
    <message>
        <source>All teams</source>
        <translation>Alle Teams</translation>
    </message>
    <message>
        <source>Whose calls</source>
        <translation>Wessen Gespräche</translation>
    </message>
    <message>
        <source>How many weeks</source>
        <translation>Wie viele Wochen</translation>
    </message>
    <message>
        <source>{count} weeks</source>
        <translation>{count} Wochen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Rückblick</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Done well, for each call</source>
        <translation>Gut gemacht, pro Gespräch</translation>
    </message>
    <message>
        <source>Flags, for each call</source>
        <translation>Befunde, pro Gespräch</translation>
    </message>
    <message>
        <source>Flags for each hundred calls.</source>
        <translation>Befunde auf hundert Gespräche.</translation>
    </message>
</context>
<context>
    <name>Rules</name>
    <message>
        <source>Nothing was published from here yet.</source>
        <translation>Von hier wurde noch nichts veröffentlicht.</translation>
    </message>
    <message>
        <source>Undo this change and all after it</source>
        <translation>Diese Änderung und alle danach rückgängig machen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren …</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Export the company&apos;s rules</source>
        <translation>Regeln des Unternehmens exportieren</translation>
    </message>
    <message>
        <source>Import rules</source>
        <translation>Regeln importieren</translation>
    </message>
    <message>
        <source>Run over past calls</source>
        <translation>Über frühere Gespräche laufen lassen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Gained: only the draft flags this</source>
        <translation>Gewonnen: Nur der Entwurf meldet dies</translation>
    </message>
    <message>
        <source>Lost: only the rules in force flag this</source>
        <translation>Verloren: Nur die geltenden Regeln melden dies</translation>
    </message>
    <message>
        <source>{done} of {total} calls · flags before {before}, after {after} · {gained} gained, {lost} lost</source>
        <translation>{done} von {total} Gesprächen · Befunde vorher {before}, nachher {after} · {gained} gewonnen, {lost} verloren</translation>
    </message>
    <message>
        <source>How many of the newest calls</source>
        <translation>Wie viele der neuesten Gespräche</translation>
    </message>
    <message>
        <source>Newest calls:</source>
        <translation>Neueste Gespräche:</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Cue (at most five words)</source>
        <translation>Hinweis (höchstens fünf Wörter)</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Cue comes</source>
        <translation>Hinweis kommt</translation>
    </message>
    <message>
        <source>Say instead</source>
        <translation>Stattdessen sagen</translation>
    </message>
    <message>
        <source>Triggers</source>
        <translation>Auslöser</translation>
    </message>
    <message>
        <source>Unless</source>
        <translation>Außer</translation>
    </message>
    <message>
        <source>Repairs</source>
        <translation>Wiedergutmachung</translation>
    </message>
    <message>
        <source>Must trigger</source>
        <translation>Muss auslösen</translation>
    </message>
    <message>
        <source>Must not trigger</source>
        <translation>Darf nicht auslösen</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>Time for a repair</source>
        <translation>Zeit für eine Wiedergutmachung</translation>
    </message>
    <message>
        <source>One in a line</source>
        <translation>Je Zeile eins</translation>
    </message>
    <message>
        <source>Text of the rule file</source>
        <translation>Text der Regeldatei</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>gentle</source>
        <translation>leicht</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>severe</source>
        <translation>ernst</translation>
    </message>
    <message>
        <source>as soon as the words stand</source>
        <translation>sobald die Worte feststehen</translation>
    </message>
    <message>
        <source>when the agent pauses</source>
        <translation>wenn der Agent innehält</translation>
    </message>
    <message>
        <source>when no repair follows</source>
        <translation>wenn keine Wiedergutmachung folgt</translation>
    </message>
    <message>
        <source>New rule…</source>
        <translation>Neue Regel …</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Änderungen verwerfen</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>eigene</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>no flag</source>
        <translation>kein Befund</translation>
    </message>
    <message>
        <source>Changed {rule}</source>
        <translation>{rule} geändert</translation>
    </message>
    <message>
        <source>Published. Calls take the new rules within seconds.</source>
        <translation>Veröffentlicht. Gespräche übernehmen die neuen Regeln binnen Sekunden.</translation>
    </message>
    <message>
        <source>The earlier rules are in force again.</source>
        <translation>Die früheren Regeln gelten wieder.</translation>
    </message>
    <message>
        <source>Wrote {file}.</source>
        <translation>{file} wurde geschrieben.</translation>
    </message>
    <message>
        <source>The rules are imported.</source>
        <translation>Die Regeln sind importiert.</translation>
    </message>
    <message>
        <source>Id of the new rule, such as our-slogan (lower case and hyphens):</source>
        <translation>Kennung der neuen Regel, etwa unser-slogan (Kleinbuchstaben und Bindestriche):</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>Neue Regel</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>The rules hold together. Nothing is published yet.</source>
        <translation>Die Regeln passen zusammen. Noch ist nichts veröffentlicht.</translation>
    </message>
    <message>
        <source>The rules hold together.</source>
        <translation>Die Regeln passen zusammen.</translation>
    </message>
    <message>
        <source>Search rules</source>
        <translation>Regeln durchsuchen</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Type sentences to try, one in a line</source>
        <translation>Sätze zum Ausprobieren, je Zeile einen</translation>
    </message>
    <message>
        <source>Sentences to try</source>
        <translation>Sätze zum Ausprobieren</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Past calls</source>
        <translation>Frühere Gespräche</translation>
    </message>
    <message>
        <source>What you changed, for the history</source>
        <translation>Was Sie geändert haben, für den Verlauf</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) could not be read.</source>
        <translation>
            <numerusform>%n Gespräch ließ sich nicht lesen.</numerusform>
            <numerusform>%n Gespräche ließen sich nicht lesen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) passed over: their words are not kept here.</source>
        <translation>
            <numerusform>%n Gespräch übergangen: Seine Worte sind hier nicht aufbewahrt.</numerusform>
            <numerusform>%n Gespräche übergangen: Ihre Worte sind hier nicht aufbewahrt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n built-in one(s)</source>
        <translation>
            <numerusform>und %n eingebaute</numerusform>
            <numerusform>und %n eingebaute</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Set for this computer by your company ({file}).</source>
        <translation>Von Ihrem Unternehmen für diesen Rechner festgelegt ({file}).</translation>
    </message>
    <message>
        <source>{setting} cannot be changed: {place} sets it for this computer.</source>
        <translation>{setting} lässt sich nicht ändern: {place} legt es für diesen Rechner fest.</translation>
    </message>
    <message>
        <source>Ask your company&apos;s IT.</source>
        <translation>Fragen Sie die IT Ihres Unternehmens.</translation>
    </message>
    <message>
        <source>This is no number. Allowed: {allowed}.</source>
        <translation>Das ist keine Zahl. Erlaubt: {allowed}.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset “{setting}” to its default</source>
        <translation>„{setting}“ auf die Vorgabe zurücksetzen</translation>
    </message>
    <message>
        <source>Default: {value}</source>
        <translation>Vorgabe: {value}</translation>
    </message>
    <message>
        <source>Reset page</source>
        <translation>Seite zurücksetzen</translation>
    </message>
    <message>
        <source>Reset the page {page} to its defaults</source>
        <translation>Die Seite {page} auf die Vorgaben zurücksetzen</translation>
    </message>
    <message>
        <source>{allowed} · default {default}</source>
        <translation>{allowed} · Vorgabe {default}</translation>
    </message>
    <message>
        <source>default: {default}</source>
        <translation>Vorgabe: {default}</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <source>{low} or more</source>
        <translation>{low} oder mehr</translation>
    </message>
    <message>
        <source>{high} or less</source>
        <translation>{high} oder weniger</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>This does not have the right form: an address begins with https:// or http://.</source>
        <translation>Das hat nicht die richtige Form: Eine Adresse beginnt mit https:// oder http://.</translation>
    </message>
    <message>
        <source>Allowed: {allowed}.</source>
        <translation>Erlaubt: {allowed}.</translation>
    </message>
    <message>
        <source>Settings (*.toml)</source>
        <translation>Einstellungen (*.toml)</translation>
    </message>
    <message>
        <source>Import settings</source>
        <translation>Einstellungen importieren</translation>
    </message>
    <message>
        <source>Export settings</source>
        <translation>Einstellungen exportieren</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message numerus="yes">
        <source>Save your %n change(s)?</source>
        <translation>
            <numerusform>Ihre Änderung speichern?</numerusform>
            <numerusform>Ihre %n Änderungen speichern?</numerusform>
        </translation>
    </message>
    <message>
        <source>No setting has that in its name.</source>
        <translation>Keine Einstellung heißt so.</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren …</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alles zurücksetzen</translation>
    </message>
    <message>
        <source>Set up again…</source>
        <translation>Neu einrichten …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Saved. It holds from the next call on.</source>
        <translation>Gespeichert. Es gilt ab dem nächsten Gespräch.</translation>
    </message>
    <message>
        <source>Everything is at its default. Nothing is saved yet.</source>
        <translation>Alles steht auf der Vorgabe. Noch ist nichts gespeichert.</translation>
    </message>
    <message>
        <source>{file} is not UTF-8 text.</source>
        <translation>{file} ist kein UTF-8-Text.</translation>
    </message>
    <message>
        <source>Not imported. {why}</source>
        <translation>Nicht importiert. {why}</translation>
    </message>
    <message>
        <source>The settings of {file} are shown. Nothing is saved yet.</source>
        <translation>Sie sehen die Einstellungen aus {file}. Noch ist nichts gespeichert.</translation>
    </message>
    <message>
        <source>{file} could not be written: {why}.</source>
        <translation>{file} ließ sich nicht schreiben: {why}.</translation>
    </message>
    <message>
        <source>The settings are in {file}.</source>
        <translation>Die Einstellungen stehen in {file}.</translation>
    </message>
    <message>
        <source>Changes that are not saved are not in it.</source>
        <translation>Nicht gespeicherte Änderungen fehlen darin.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) not saved yet.</source>
        <translation>
            <numerusform>%n Änderung noch nicht gespeichert.</numerusform>
            <numerusform>%n Änderungen noch nicht gespeichert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Sound and recognizer</source>
        <translation>Ton und Erkennung</translation>
    </message>
    <message>
        <source>What is heard, and what turns it into words. Devices are named, never numbered: numbers change with replugging.</source>
        <translation>Was gehört wird und was daraus Wörter macht. Geräte haben Namen statt Nummern: Nummern ändern sich beim Umstecken.</translation>
    </message>
    <message>
        <source>Recognizer</source>
        <translation>Spracherkennung</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Vosk</source>
        <translation>Vosk</translation>
    </message>
    <message>
        <source>Built-in (Moonshine)</source>
        <translation>Eingebaut (Moonshine)</translation>
    </message>
    <message>
        <source>Vosk model: name or folder; empty takes the one installed</source>
        <translation>Vosk-Modell: Name oder Ordner; leer nimmt das installierte</translation>
    </message>
    <message>
        <source>Microphone; empty follows the system</source>
        <translation>Mikrofon; leer folgt dem System</translation>
    </message>
    <message>
        <source>The microphone&apos;s sound system; empty takes the first</source>
        <translation>Audiosystem des Mikrofons; leer nimmt das erste</translation>
    </message>
    <message>
        <source>The microphone&apos;s channel, from 0</source>
        <translation>Kanal des Mikrofons, ab 0</translation>
    </message>
    <message>
        <source>Where the customer is heard</source>
        <translation>Wo der Kunde zu hören ist</translation>
    </message>
    <message>
        <source>What the computer plays</source>
        <translation>Was der Rechner abspielt</translation>
    </message>
    <message>
        <source>Another input device</source>
        <translation>Ein anderes Eingabegerät</translation>
    </message>
    <message>
        <source>Another channel of the microphone</source>
        <translation>Ein anderer Kanal des Mikrofons</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>Gar nicht</translation>
    </message>
    <message>
        <source>Device of the far end; empty follows the system</source>
        <translation>Gerät der Gegenseite; leer folgt dem System</translation>
    </message>
    <message>
        <source>The far end&apos;s sound system; empty takes the first</source>
        <translation>Audiosystem der Gegenseite; leer nimmt das erste</translation>
    </message>
    <message>
        <source>The far end&apos;s channel, from 0</source>
        <translation>Kanal der Gegenseite, ab 0</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Which rules are in force.</source>
        <translation>Welche Regeln gelten.</translation>
    </message>
    <message>
        <source>Folder of the company&apos;s own rule files (empty: beside this file)</source>
        <translation>Ordner mit eigenen Regeldateien des Unternehmens (leer: neben dieser Datei)</translation>
    </message>
    <message>
        <source>Hearing speech</source>
        <translation>Sprache erkennen</translation>
    </message>
    <message>
        <source>When a side counts as speaking.</source>
        <translation>Wann eine Seite als sprechend gilt.</translation>
    </message>
    <message>
        <source>Speech begins above</source>
        <translation>Sprache beginnt über</translation>
    </message>
    <message>
        <source>Speech may end below</source>
        <translation>Sprache kann enden unter</translation>
    </message>
    <message>
        <source>Shortest speech</source>
        <translation>Kürzeste Sprache</translation>
    </message>
    <message>
        <source>Silence that ends speech</source>
        <translation>Stille, die Sprache beendet</translation>
    </message>
    <message>
        <source>Utterances</source>
        <translation>Äußerungen</translation>
    </message>
    <message>
        <source>How much of the sound around speech the recognizer hears, and when an utterance ends.</source>
        <translation>Wie viel Ton um die Sprache herum die Erkennung hört und wann eine Äußerung endet.</translation>
    </message>
    <message>
        <source>Sound kept before speech</source>
        <translation>Ton, der vor der Sprache bleibt</translation>
    </message>
    <message>
        <source>Silence that ends an utterance</source>
        <translation>Stille, die eine Äußerung beendet</translation>
    </message>
    <message>
        <source>Longest utterance</source>
        <translation>Längste Äußerung</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>Echo</translation>
    </message>
    <message>
        <source>When the far end counts as heard by the microphone.</source>
        <translation>Wann die Gegenseite als vom Mikrofon gehört gilt.</translation>
    </message>
    <message>
        <source>Echo is certain above</source>
        <translation>Echo ist sicher über</translation>
    </message>
    <message>
        <source>Echo is certain on average above</source>
        <translation>Echo ist im Mittel sicher über</translation>
    </message>
    <message>
        <source>Bleed counts above</source>
        <translation>Übersprechen zählt über</translation>
    </message>
    <message>
        <source>Far end is active above</source>
        <translation>Gegenseite ist aktiv über</translation>
    </message>
    <message>
        <source>How echo is looked for.</source>
        <translation>Wie nach Echo gesucht wird.</translation>
    </message>
    <message>
        <source>Window of one measurement</source>
        <translation>Fenster einer Messung</translation>
    </message>
    <message>
        <source>Longest echo delay</source>
        <translation>Längste Echoverzögerung</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Bleed counts against the noise above</source>
        <translation>Übersprechen zählt gegen das Rauschen über</translation>
    </message>
    <message>
        <source>Clean windows that end an echo</source>
        <translation>Saubere Fenster, die ein Echo beenden</translation>
    </message>
    <message>
        <source>Clean windows that rule an echo out</source>
        <translation>Saubere Fenster, die ein Echo ausschließen</translation>
    </message>
    <message>
        <source>Far repeat</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>When the call counts as repeating the microphone.</source>
        <translation>Wann das Gespräch als Wiederholung des Mikrofons gilt.</translation>
    </message>
    <message>
        <source>Certain above</source>
        <translation>Sicher über</translation>
    </message>
    <message>
        <source>Certain on average above</source>
        <translation>Im Mittel sicher über</translation>
    </message>
    <message>
        <source>Windows that must agree</source>
        <translation>Fenster, die übereinstimmen müssen</translation>
    </message>
    <message>
        <source>Clean windows that take it back</source>
        <translation>Saubere Fenster, die es zurücknehmen</translation>
    </message>
    <message>
        <source>Listener&apos;s safety</source>
        <translation>Sicherheit des Zuhörers</translation>
    </message>
    <message>
        <source>When the listener counts as hung, and how often it is started again.</source>
        <translation>Wann der Zuhörer als hängend gilt und wie oft er neu gestartet wird.</translation>
    </message>
    <message>
        <source>Silence of the listener that counts as hung</source>
        <translation>Schweigen des Zuhörers, das als Hängen gilt</translation>
    </message>
    <message>
        <source>Standstill that counts as hung</source>
        <translation>Stillstand, der als Hängen gilt</translation>
    </message>
    <message>
        <source>Longest start</source>
        <translation>Längster Start</translation>
    </message>
    <message>
        <source>Restarts before giving up</source>
        <translation>Neustarts bis zum Aufgeben</translation>
    </message>
    <message>
        <source>Time in which restarts count</source>
        <translation>Zeit, in der Neustarts zählen</translation>
    </message>
    <message>
        <source>Longest wait for a clean stop</source>
        <translation>Längstes Warten auf ein sauberes Ende</translation>
    </message>
    <message>
        <source>Sound stepped over after a crash</source>
        <translation>Nach einem Absturz übersprungener Ton</translation>
    </message>
    <message>
        <source>Keep a second listener process waiting</source>
        <translation>Einen zweiten Zuhörer bereithalten</translation>
    </message>
    <message>
        <source>Model downloads</source>
        <translation>Modelle herunterladen</translation>
    </message>
    <message>
        <source>How patient a download is.</source>
        <translation>Wie geduldig ein Download ist.</translation>
    </message>
    <message>
        <source>Wait for a connection</source>
        <translation>Auf eine Verbindung warten</translation>
    </message>
    <message>
        <source>Wait for more data</source>
        <translation>Auf weitere Daten warten</translation>
    </message>
    <message>
        <source>Attempts that may fail in a row</source>
        <translation>Fehlversuche in Folge</translation>
    </message>
    <message>
        <source>Wait before trying again</source>
        <translation>Pause vor dem nächsten Versuch</translation>
    </message>
    <message>
        <source>Address of the company&apos;s own copy</source>
        <translation>Adresse der eigenen Kopie des Unternehmens</translation>
    </message>
    <message>
        <source>Cues</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>How often, how long and how many.</source>
        <translation>Wie oft, wie lange und wie viele.</translation>
    </message>
    <message>
        <source>Shortest time between cues</source>
        <translation>Kürzester Abstand zwischen Hinweisen</translation>
    </message>
    <message>
        <source>A cue stays for</source>
        <translation>Ein Hinweis bleibt stehen</translation>
    </message>
    <message>
        <source>Same rule again after</source>
        <translation>Dieselbe Regel wieder nach</translation>
    </message>
    <message>
        <source>Same praise again after</source>
        <translation>Dasselbe Lob wieder nach</translation>
    </message>
    <message>
        <source>Wait for the end of a sentence up to</source>
        <translation>Auf das Satzende warten bis zu</translation>
    </message>
    <message>
        <source>A severe cue is not replaced before</source>
        <translation>Ein ernster Hinweis bleibt mindestens</translation>
    </message>
    <message>
        <source>Most cues in a call</source>
        <translation>Höchstens Hinweise pro Gespräch</translation>
    </message>
    <message>
        <source>Most praise in a call</source>
        <translation>Höchstens Lob pro Gespräch</translation>
    </message>
    <message>
        <source>Interruptions</source>
        <translation>Unterbrechungen</translation>
    </message>
    <message>
        <source>What counts as talking over the customer.</source>
        <translation>Was als Hineinreden gilt.</translation>
    </message>
    <message>
        <source>Overlap that is always an interruption</source>
        <translation>Überlappung, die immer eine Unterbrechung ist</translation>
    </message>
    <message>
        <source>Overlap that is one when words are spoken</source>
        <translation>Überlappung, die mit Wörtern eine ist</translation>
    </message>
    <message>
        <source>Words for that</source>
        <translation>Wörter dafür</translation>
    </message>
    <message>
        <source>Customer falls silent within</source>
        <translation>Kunde verstummt binnen</translation>
    </message>
    <message>
        <source>Overlap allowed at the end of a turn</source>
        <translation>Erlaubte Überlappung am Ende eines Beitrags</translation>
    </message>
    <message>
        <source>Speech ends are heard late by up to</source>
        <translation>Sprachenden werden verspätet gehört um bis zu</translation>
    </message>
    <message>
        <source>Shorter speech is a backchannel</source>
        <translation>Kürzere Sprache ist ein Hörersignal</translation>
    </message>
    <message>
        <source>Longest backchannel whatever its words</source>
        <translation>Längstes Hörersignal, gleich mit welchen Wörtern</translation>
    </message>
    <message>
        <source>Quieter than the agent&apos;s voice by</source>
        <translation>Leiser als die eigene Stimme um</translation>
    </message>
    <message>
        <source>The same where an echo may be</source>
        <translation>Dasselbe, wo ein Echo sein kann</translation>
    </message>
    <message>
        <source>The customer goes on for at least</source>
        <translation>Der Kunde spricht weiter für mindestens</translation>
    </message>
    <message>
        <source>Earliest decision after the beginning</source>
        <translation>Früheste Entscheidung nach dem Beginn</translation>
    </message>
    <message>
        <source>The same when some words stand</source>
        <translation>Dasselbe, wenn einige Wörter feststehen</translation>
    </message>
    <message>
        <source>Earliest decision when the words are certain</source>
        <translation>Früheste Entscheidung bei sicheren Wörtern</translation>
    </message>
    <message>
        <source>Overlap is measured to within</source>
        <translation>Überlappung wird gemessen auf</translation>
    </message>
    <message>
        <source>Longest wait for words after speech ended</source>
        <translation>Längstes Warten auf Wörter nach dem Sprachende</translation>
    </message>
    <message>
        <source>Undecided overlap is dropped after</source>
        <translation>Unentschiedene Überlappung entfällt nach</translation>
    </message>
    <message>
        <source>Going on within counts as the same interruption</source>
        <translation>Weiterreden zählt als dieselbe Unterbrechung binnen</translation>
    </message>
    <message>
        <source>Yielding within earns praise</source>
        <translation>Einlenken bringt Lob binnen</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>Redebeiträge</translation>
    </message>
    <message>
        <source>When a turn is held, shared or free.</source>
        <translation>Wann das Wort gehalten, geteilt oder frei ist.</translation>
    </message>
    <message>
        <source>Both began together within</source>
        <translation>Beide begannen zugleich binnen</translation>
    </message>
    <message>
        <source>Two beginnings are told apart to within</source>
        <translation>Zwei Redebeginne werden unterschieden ab</translation>
    </message>
    <message>
        <source>A turn is held through pauses up to</source>
        <translation>Das Wort bleibt in Pausen bis zu</translation>
    </message>
    <message>
        <source>Not waited for the end of a pause below</source>
        <translation>Pausenende nicht abgewartet unter</translation>
    </message>
    <message>
        <source>A broken turn is taken up again within</source>
        <translation>Ein abgebrochener Beitrag geht weiter binnen</translation>
    </message>
    <message>
        <source>Breaking into a pause within</source>
        <translation>Einfallen in eine Pause binnen</translation>
    </message>
    <message>
        <source>Silence after which a contested turn is given up</source>
        <translation>Stille, nach der ein umstrittenes Wort aufgegeben ist</translation>
    </message>
    <message>
        <source>Delay until a moment is judged</source>
        <translation>Verzögerung, bis ein Moment beurteilt wird</translation>
    </message>
    <message>
        <source>The end of speech is known after</source>
        <translation>Das Sprachende ist bekannt nach</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>When a voice counts as raised.</source>
        <translation>Wann eine Stimme als erhoben gilt.</translation>
    </message>
    <message>
        <source>Louder than usual by</source>
        <translation>Lauter als üblich um</translation>
    </message>
    <message>
        <source>For at least</source>
        <translation>Für mindestens</translation>
    </message>
    <message>
        <source>Averaged over</source>
        <translation>Gemittelt über</translation>
    </message>
    <message>
        <source>Usual level from the last</source>
        <translation>Üblicher Pegel aus den letzten</translation>
    </message>
    <message>
        <source>Speech needed before judging</source>
        <translation>Nötige Sprache vor dem Urteil</translation>
    </message>
    <message>
        <source>Calm speech that ends a loud stretch</source>
        <translation>Ruhige Sprache, die eine laute Strecke beendet</translation>
    </message>
    <message>
        <source>The agent&apos;s usual level; 0 learns it in the call</source>
        <translation>Der übliche eigene Pegel; 0 lernt ihn im Gespräch</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>When pace is worth a cue.</source>
        <translation>Wann das Tempo einen Hinweis wert ist.</translation>
    </message>
    <message>
        <source>Slow below</source>
        <translation>Langsam unter</translation>
    </message>
    <message>
        <source>Fast above</source>
        <translation>Schnell über</translation>
    </message>
    <message>
        <source>Measured over</source>
        <translation>Gemessen über</translation>
    </message>
    <message>
        <source>Utterances running</source>
        <translation>Äußerungen in Folge</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>Stille</translation>
    </message>
    <message>
        <source>When silence is worth a cue.</source>
        <translation>Wann Stille einen Hinweis wert ist.</translation>
    </message>
    <message>
        <source>Cue after silence of</source>
        <translation>Hinweis nach Stille von</translation>
    </message>
    <message>
        <source>Talk time</source>
        <translation>Redezeit</translation>
    </message>
    <message>
        <source>When a monologue is worth a cue.</source>
        <translation>Wann ein Monolog einen Hinweis wert ist.</translation>
    </message>
    <message>
        <source>Cue after talking for</source>
        <translation>Hinweis nach Reden von</translation>
    </message>
    <message>
        <source>The customer takes a turn by speaking for</source>
        <translation>Der Kunde ist am Wort, wenn er spricht für</translation>
    </message>
    <message>
        <source>Silence that ends a monologue</source>
        <translation>Stille, die einen Monolog beendet</translation>
    </message>
    <message>
        <source>Promises</source>
        <translation>Zusagen</translation>
    </message>
    <message>
        <source>When to warn and what counts as waiting.</source>
        <translation>Wann gewarnt wird und was als Warten gilt.</translation>
    </message>
    <message>
        <source>Warn when this share is left</source>
        <translation>Warnen, wenn dieser Anteil bleibt</translation>
    </message>
    <message>
        <source>But not earlier than before the end</source>
        <translation>Doch nicht früher vor dem Ende als</translation>
    </message>
    <message>
        <source>Silence that makes it a hold</source>
        <translation>Stille, die es zur Warteschleife macht</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>Gesprächsplan</translation>
    </message>
    <message>
        <source>What should be said in every call, and how long to wait for it.</source>
        <translation>Was in jedem Gespräch gesagt werden soll und wie lange darauf gewartet wird.</translation>
    </message>
    <message>
        <source>What you want to say in each call: &quot;Label: phrase, phrase; Label: phrase&quot;</source>
        <translation>Was Sie in jedem Gespräch sagen wollen: „Name: Wendung, Wendung; Name: Wendung“</translation>
    </message>
    <message>
        <source>Your own name in the greeting</source>
        <translation>Ihr Name in der Begrüßung</translation>
    </message>
    <message>
        <source>An introduction before a transfer</source>
        <translation>Eine Vorstellung vor dem Weiterleiten</translation>
    </message>
    <message>
        <source>The greeting is over after</source>
        <translation>Die Begrüßung ist vorbei nach</translation>
    </message>
    <message>
        <source>After announcing a transfer, name the person within</source>
        <translation>Nach dem Ankündigen die Person nennen binnen</translation>
    </message>
    <message>
        <source>No greeting is expected after customer speech of</source>
        <translation>Keine Begrüßung erwartet, wenn der Kunde schon sprach für</translation>
    </message>
    <message>
        <source>Voices near</source>
        <translation>Stimmen in der Nähe</translation>
    </message>
    <message>
        <source>When quiet speech counts as other people&apos;s.</source>
        <translation>Wann leise Sprache als die anderer Leute gilt.</translation>
    </message>
    <message>
        <source>Notice voices near the microphone</source>
        <translation>Stimmen nahe am Mikrofon bemerken</translation>
    </message>
    <message>
        <source>Quieter than your own voice by</source>
        <translation>Leiser als Ihre Stimme um</translation>
    </message>
    <message>
        <source>For together</source>
        <translation>Zusammen für</translation>
    </message>
    <message>
        <source>Within</source>
        <translation>Binnen</translation>
    </message>
    <message>
        <source>Repairs</source>
        <translation>Wiedergutmachung</translation>
    </message>
    <message>
        <source>How soon a repair must come.</source>
        <translation>Wie bald eine Wiedergutmachung kommen muss.</translation>
    </message>
    <message>
        <source>A repair counts within</source>
        <translation>Eine Wiedergutmachung zählt binnen</translation>
    </message>
    <message>
        <source>Redaction</source>
        <translation>Schwärzung</translation>
    </message>
    <message>
        <source>What may stay of private numbers, and what else is private.</source>
        <translation>Was von privaten Nummern bleiben darf und was sonst privat ist.</translation>
    </message>
    <message>
        <source>Show the last four digits of card and account numbers</source>
        <translation>Die letzten vier Ziffern von Karten- und Kontonummern zeigen</translation>
    </message>
    <message>
        <source>Names that are hidden wherever they are said, separated by commas</source>
        <translation>Namen, die überall verborgen werden, mit Kommas getrennt</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>What costs and earns points; a call begins with `start`.</source>
        <translation>Was Punkte kostet und bringt; ein Gespräch beginnt mit `start`.</translation>
    </message>
    <message>
        <source>A call begins with</source>
        <translation>Ein Gespräch beginnt mit</translation>
    </message>
    <message>
        <source>A gentle flag costs</source>
        <translation>Ein leichter Befund kostet</translation>
    </message>
    <message>
        <source>A flag costs</source>
        <translation>Ein Befund kostet</translation>
    </message>
    <message>
        <source>A severe flag costs</source>
        <translation>Ein ernster Befund kostet</translation>
    </message>
    <message>
        <source>One rule costs at most</source>
        <translation>Eine Regel kostet höchstens</translation>
    </message>
    <message>
        <source>Given back when repaired</source>
        <translation>Zurück bei Wiedergutmachung</translation>
    </message>
    <message>
        <source>A good moment earns</source>
        <translation>Ein guter Moment bringt</translation>
    </message>
    <message>
        <source>Each kind earns so often</source>
        <translation>Jede Art bringt so oft</translation>
    </message>
    <message>
        <source>Praise earns at most</source>
        <translation>Lob bringt höchstens</translation>
    </message>
    <message>
        <source>Each delivery measure outside its range costs</source>
        <translation>Jedes Sprechmaß außerhalb seines Bereichs kostet</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Hinweiskarte</translation>
    </message>
    <message>
        <source>How the overlay looks and behaves.</source>
        <translation>Wie die Hinweiskarte aussieht und sich verhält.</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Animation</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>Verringert</translation>
    </message>
    <message>
        <source>Show the buttons of a cue</source>
        <translation>Schaltflächen eines Hinweises zeigen</translation>
    </message>
    <message>
        <source>Under the pointer</source>
        <translation>Unter dem Zeiger</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Let clicks pass through the overlay</source>
        <translation>Klicks durch die Hinweiskarte hindurchlassen</translation>
    </message>
    <message>
        <source>Start in the expanded form</source>
        <translation>Ausgeklappt beginnen</translation>
    </message>
    <message>
        <source>Show your words as they are recognized</source>
        <translation>Ihre Wörter zeigen, sobald sie erkannt sind</translation>
    </message>
    <message>
        <source>Keep the overlay out of shared screens</source>
        <translation>Hinweiskarte aus geteilten Bildschirmen heraushalten</translation>
    </message>
    <message>
        <source>Snap to a screen edge within</source>
        <translation>Am Bildschirmrand einrasten ab</translation>
    </message>
    <message>
        <source>A cue fades away in</source>
        <translation>Ein Hinweis verblasst in</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>How calls begin and end besides by hand.</source>
        <translation>Wie Gespräche außer von Hand beginnen und enden.</translation>
    </message>
    <message>
        <source>A call begins when the far end speaks</source>
        <translation>Ein Gespräch beginnt, wenn die Gegenseite spricht</translation>
    </message>
    <message>
        <source>Far speech that begins a call</source>
        <translation>Sprache der Gegenseite, die ein Gespräch beginnt</translation>
    </message>
    <message>
        <source>Time in which far speech counts</source>
        <translation>Zeit, in der diese Sprache zählt</translation>
    </message>
    <message>
        <source>A call ends when the far end falls silent</source>
        <translation>Ein Gespräch endet, wenn die Gegenseite verstummt</translation>
    </message>
    <message>
        <source>Silence that ends a call</source>
        <translation>Stille, die ein Gespräch beendet</translation>
    </message>
    <message>
        <source>Digital silence that counts as muted</source>
        <translation>Digitale Stille, die als stumm gilt</translation>
    </message>
    <message>
        <source>Softphones may begin and end calls (local HTTP)</source>
        <translation>Softphones dürfen Gespräche beginnen und beenden (lokales HTTP)</translation>
    </message>
    <message>
        <source>Port of the local HTTP endpoint</source>
        <translation>Port der lokalen HTTP-Schnittstelle</translation>
    </message>
    <message>
        <source>Hotkeys</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Written like &quot;Ctrl+Alt+Shift+P&quot;; an empty text takes no key. Three modifiers keep out of other programs&apos; way.</source>
        <translation>Geschrieben wie „Ctrl+Alt+Shift+P“; ein leerer Text belegt keine Taste. Drei Zusatztasten kommen anderen Programmen nicht in die Quere.</translation>
    </message>
    <message>
        <source>Key: pause coaching</source>
        <translation>Taste: Coaching anhalten</translation>
    </message>
    <message>
        <source>Key: this cue is wrong</source>
        <translation>Taste: Dieser Hinweis ist falsch</translation>
    </message>
    <message>
        <source>Key: show or hide the overlay</source>
        <translation>Taste: Hinweiskarte zeigen oder ausblenden</translation>
    </message>
    <message>
        <source>Key: got it, hide this cue</source>
        <translation>Taste: Verstanden, Hinweis ausblenden</translation>
    </message>
    <message>
        <source>Key: no more cues of this rule in this call</source>
        <translation>Taste: Keine Hinweise dieser Regel mehr in diesem Gespräch</translation>
    </message>
    <message>
        <source>Key: why this cue</source>
        <translation>Taste: Warum dieser Hinweis</translation>
    </message>
    <message>
        <source>Key: show more, or less</source>
        <translation>Taste: Mehr oder weniger zeigen</translation>
    </message>
    <message>
        <source>Key: work the overlay by keyboard</source>
        <translation>Taste: Hinweiskarte mit der Tastatur bedienen</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Which sessions are kept, how long, and who may see them when.</source>
        <translation>Welche Sitzungen aufbewahrt werden, wie lange, und wer sie wann sehen darf.</translation>
    </message>
    <message>
        <source>Keep a record of each call (never its sound)</source>
        <translation>Jedes Gespräch aufzeichnen (nie seinen Ton)</translation>
    </message>
    <message>
        <source>Keep the agent&apos;s words, without numbers and addresses</source>
        <translation>Die eigenen Worte aufbewahren, ohne Nummern und Adressen</translation>
    </message>
    <message>
        <source>Name of the agent; empty takes the login name</source>
        <translation>Name des Agenten; leer nimmt den Anmeldenamen</translation>
    </message>
    <message>
        <source>Team of the agent</source>
        <translation>Team des Agenten</translation>
    </message>
    <message>
        <source>Encrypt the sessions on this disk</source>
        <translation>Sitzungen auf diesem Datenträger verschlüsseln</translation>
    </message>
    <message>
        <source>Where the company manages this computer</source>
        <translation>Wo das Unternehmen diesen Rechner verwaltet</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Delete sessions after (0: never)</source>
        <translation>Sitzungen löschen nach (0: nie)</translation>
    </message>
    <message>
        <source>Keep at most (0: no limit)</source>
        <translation>Höchstens aufbewahren (0: ohne Grenze)</translation>
    </message>
    <message>
        <source>The agent may delete sessions</source>
        <translation>Der Agent darf Sitzungen löschen</translation>
    </message>
    <message>
        <source>Supervisors may see a session after some hours, or once it was read</source>
        <translation>Vorgesetzte dürfen eine Sitzung nach einigen Stunden sehen oder sobald sie gelesen wurde</translation>
    </message>
    <message>
        <source>After some hours, or once the agent read it</source>
        <translation>Nach einigen Stunden oder sobald der Agent sie gelesen hat</translation>
    </message>
    <message>
        <source>Once the agent read it</source>
        <translation>Sobald der Agent sie gelesen hat</translation>
    </message>
    <message>
        <source>The agent sees a session first, for</source>
        <translation>Der Agent sieht eine Sitzung zuerst, für</translation>
    </message>
    <message>
        <source>Team server</source>
        <translation>Teamserver</translation>
    </message>
    <message>
        <source>Where the team&apos;s sessions are kept, and what of a session may go there.</source>
        <translation>Wo die Sitzungen des Teams liegen und was von einer Sitzung dorthin darf.</translation>
    </message>
    <message>
        <source>Name of the company&apos;s PostgreSQL server; empty: none</source>
        <translation>Name des PostgreSQL-Servers des Unternehmens; leer: keiner</translation>
    </message>
    <message>
        <source>Its port</source>
        <translation>Sein Port</translation>
    </message>
    <message>
        <source>Name of the team&apos;s database</source>
        <translation>Name der Datenbank des Teams</translation>
    </message>
    <message>
        <source>Login there; empty takes the login name</source>
        <translation>Anmeldung dort; leer nimmt den Anmeldenamen</translation>
    </message>
    <message>
        <source>How the server proves who it is</source>
        <translation>Wie der Server sich ausweist</translation>
    </message>
    <message>
        <source>By a certificate for its name</source>
        <translation>Durch ein Zertifikat auf seinen Namen</translation>
    </message>
    <message>
        <source>Encrypted, but any server is believed</source>
        <translation>Verschlüsselt, doch jedem Server wird geglaubt</translation>
    </message>
    <message>
        <source>File of the authority that signed it; empty takes the system&apos;s</source>
        <translation>Datei der Stelle, die es signiert hat; leer nimmt die des Systems</translation>
    </message>
    <message>
        <source>Send the agent&apos;s words too, without numbers and addresses</source>
        <translation>Auch die Worte des Agenten senden, ohne Nummern und Adressen</translation>
    </message>
    <message>
        <source>What is deleted here is deleted on the server too</source>
        <translation>Was hier gelöscht wird, wird auch auf dem Server gelöscht</translation>
    </message>
    <message>
        <source>Look for something to send every</source>
        <translation>Nach Neuem zum Senden sehen alle</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Rückblick</translation>
    </message>
    <message>
        <source>Who looks at sessions on this machine.</source>
        <translation>Wer an diesem Rechner Sitzungen ansieht.</translation>
    </message>
    <message>
        <source>Who looks at sessions on this computer</source>
        <translation>Wer an diesem Rechner Sitzungen ansieht</translation>
    </message>
    <message>
        <source>The agent whose calls they are</source>
        <translation>Der Agent, dessen Gespräche es sind</translation>
    </message>
    <message>
        <source>A supervisor</source>
        <translation>Vorgesetzte</translation>
    </message>
    <message>
        <source>Supervisor&apos;s name for notes; empty takes the login name</source>
        <translation>Name der Vorgesetzten für Notizen; leer nimmt den Anmeldenamen</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The language of Sotto&apos;s windows. Rules and their cues stay in the language that they are written in.</source>
        <translation>Die Sprache der Fenster. Regeln und ihre Hinweise bleiben in der Sprache, in der sie geschrieben sind.</translation>
    </message>
    <message>
        <source>Language, from the next start on</source>
        <translation>Sprache, ab dem nächsten Start</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch (English)</translation>
    </message>
    <message>
        <source>German (Deutsch)</source>
        <translation>Deutsch</translation>
    </message>
    <message numerus="yes">
        <source>This is too long: %n character(s) at most.</source>
        <translation>
            <numerusform>Das ist zu lang: höchstens %n Zeichen.</numerusform>
            <numerusform>Das ist zu lang: höchstens %n Zeichen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Speech</name>
    <message>
        <source>{name} is busy.</source>
        <translation>{name} ist belegt.</translation>
    </message>
    <message>
        <source>Close the program that uses it alone, or choose another device.</source>
        <translation>Schließen Sie das Programm, das es allein nutzt, oder wählen Sie ein anderes Gerät.</translation>
    </message>
    <message>
        <source>{name} is not there any more.</source>
        <translation>{name} ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Plug it in again or choose another device.</source>
        <translation>Schließen Sie es wieder an oder wählen Sie ein anderes Gerät.</translation>
    </message>
    <message>
        <source>{name} does not take the sample rate or channels that it offers.</source>
        <translation>{name} nimmt die Abtastrate oder die Kanäle nicht an, die es anbietet.</translation>
    </message>
    <message>
        <source>Choose another device or host API.</source>
        <translation>Wählen Sie ein anderes Gerät oder Audiosystem.</translation>
    </message>
    <message>
        <source>The system does not let Sotto use {name}.</source>
        <translation>Das System lässt Sotto {name} nicht nutzen.</translation>
    </message>
    <message>
        <source>Allow microphone access in the privacy settings, and close programs that use it alone.</source>
        <translation>Erlauben Sie in den Datenschutzeinstellungen den Zugriff auf das Mikrofon und schließen Sie Programme, die es allein nutzen.</translation>
    </message>
    <message>
        <source>{name} could not be opened (PortAudio error {code}).</source>
        <translation>{name} ließ sich nicht öffnen (PortAudio-Fehler {code}).</translation>
    </message>
    <message>
        <source>Choose another device.</source>
        <translation>Wählen Sie ein anderes Gerät.</translation>
    </message>
    <message>
        <source>The PortAudio library is missing, so no microphone can be used.</source>
        <translation>Die Bibliothek PortAudio fehlt, darum ist kein Mikrofon nutzbar.</translation>
    </message>
    <message>
        <source>On Debian and Ubuntu: `sudo apt install libportaudio2`.</source>
        <translation>Unter Debian und Ubuntu: `sudo apt install libportaudio2`.</translation>
    </message>
    <message>
        <source>Plug it in, or run `sotto devices` to see what is there.</source>
        <translation>Schließen Sie es an, oder sehen Sie mit `sotto devices` nach, was da ist.</translation>
    </message>
    <message>
        <source>No microphone was found.</source>
        <translation>Es wurde kein Mikrofon gefunden.</translation>
    </message>
    <message>
        <source>Plug one in; on a remote desktop, allow audio recording.</source>
        <translation>Schließen Sie eines an; erlauben Sie auf einem entfernten Desktop die Audioaufnahme.</translation>
    </message>
    <message>
        <source>No far end is chosen, so no call can begin by it.</source>
        <translation>Es ist keine Gegenseite gewählt, darum kann kein Gespräch durch sie beginnen.</translation>
    </message>
    <message>
        <source>Choose one in the settings.</source>
        <translation>Wählen Sie eine in den Einstellungen.</translation>
    </message>
    <message>
        <source>The sound server has no output.</source>
        <translation>Der Tonserver hat keine Ausgabe.</translation>
    </message>
    <message>
        <source>Connect a headset or speakers.</source>
        <translation>Schließen Sie ein Headset oder Lautsprecher an.</translation>
    </message>
    <message>
        <source>There is no output named &quot;{name}&quot;.</source>
        <translation>Es gibt keine Ausgabe namens „{name}“.</translation>
    </message>
    <message>
        <source>Connect it.</source>
        <translation>Schließen Sie sie an.</translation>
    </message>
    <message>
        <source>There are: {names}.</source>
        <translation>Es gibt: {names}.</translation>
    </message>
    <message>
        <source>No sound server (PipeWire or PulseAudio) is running.</source>
        <translation>Kein Tonserver (PipeWire oder PulseAudio) läuft.</translation>
    </message>
    <message>
        <source>Start it, or choose another far end.</source>
        <translation>Starten Sie ihn oder wählen Sie eine andere Gegenseite.</translation>
    </message>
    <message>
        <source>The program {name}, which records what the computer plays, is not installed.</source>
        <translation>Das Programm {name}, das aufnimmt, was der Rechner abspielt, ist nicht installiert.</translation>
    </message>
    <message>
        <source>Install it: `sudo apt install pulseaudio-utils` (also for PipeWire), or choose another far end.</source>
        <translation>Installieren Sie es: `sudo apt install pulseaudio-utils` (auch für PipeWire), oder wählen Sie eine andere Gegenseite.</translation>
    </message>
    <message>
        <source>The sound server does not answer.</source>
        <translation>Der Tonserver antwortet nicht.</translation>
    </message>
    <message>
        <source>Restart PipeWire or PulseAudio.</source>
        <translation>Starten Sie PipeWire oder PulseAudio neu.</translation>
    </message>
    <message>
        <source>The package PyAudioWPatch, which records what the computer plays, is not installed.</source>
        <translation>Das Paket PyAudioWPatch, das aufnimmt, was der Rechner abspielt, ist nicht installiert.</translation>
    </message>
    <message>
        <source>Install Sotto with its Windows extra, or choose another far end in the settings.</source>
        <translation>Installieren Sie Sotto mit dem Zusatz für Windows oder wählen Sie in den Einstellungen eine andere Gegenseite.</translation>
    </message>
    <message>
        <source>What plays on {name} could not be recorded: {why}.</source>
        <translation>Was auf {name} läuft, ließ sich nicht aufnehmen: {why}.</translation>
    </message>
    <message>
        <source>Close programs that use the output alone, or choose another far end.</source>
        <translation>Schließen Sie Programme, die die Ausgabe allein nutzen, oder wählen Sie eine andere Gegenseite.</translation>
    </message>
    <message>
        <source>The default output cannot be listened to.</source>
        <translation>Die Standardausgabe lässt sich nicht mithören.</translation>
    </message>
    <message>
        <source>Choose another output.</source>
        <translation>Wählen Sie eine andere Ausgabe.</translation>
    </message>
    <message>
        <source>There is no way yet to hear what this Mac plays.</source>
        <translation>Noch kann Sotto nicht hören, was dieser Mac abspielt.</translation>
    </message>
    <message>
        <source>macOS does not let Sotto hear what the computer plays.</source>
        <translation>macOS lässt Sotto nicht hören, was der Rechner abspielt.</translation>
    </message>
    <message>
        <source>Use macOS 14.2 or later and allow system audio recording, or install the BlackHole driver.</source>
        <translation>Verwenden Sie macOS 14.2 oder neuer und erlauben Sie die Aufnahme des Systemtons, oder installieren Sie den Treiber BlackHole.</translation>
    </message>
    <message>
        <source>The listener {what} again and again: {restarts} restarts within a short time did not help.</source>
        <translation>Der Zuhörer {what} immer wieder: {restarts} Neustarts in kurzer Zeit haben nicht geholfen.</translation>
    </message>
    <message>
        <source>stopped working</source>
        <translation>versagte</translation>
    </message>
    <message>
        <source>stopped answering</source>
        <translation>verstummte</translation>
    </message>
    <message>
        <source>Run `sotto doctor`; choose another recognizer or device.</source>
        <translation>Rufen Sie `sotto doctor` auf; wählen Sie eine andere Erkennung oder ein anderes Gerät.</translation>
    </message>
    <message>
        <source>The listener process could not be started: {why}.</source>
        <translation>Der Zuhörer ließ sich nicht starten: {why}.</translation>
    </message>
    <message>
        <source>Close other programs or restart the computer.</source>
        <translation>Schließen Sie andere Programme oder starten Sie den Rechner neu.</translation>
    </message>
    <message>
        <source>No Vosk model is installed in {folder}.</source>
        <translation>In {folder} ist kein Vosk-Modell installiert.</translation>
    </message>
    <message>
        <source>Install a Vosk model: `sotto models install small-en-us`.</source>
        <translation>Installieren Sie ein Vosk-Modell: `sotto models install small-en-us`.</translation>
    </message>
    <message>
        <source>The built-in recognizer failed on a piece of speech.</source>
        <translation>Die eingebaute Erkennung ist an einem Stück Sprache gescheitert.</translation>
    </message>
    <message>
        <source>Restart Sotto; if it returns, report it.</source>
        <translation>Starten Sie Sotto neu; kommt es wieder, melden Sie es.</translation>
    </message>
    <message>
        <source>The Vosk model in {folder} could not be loaded.</source>
        <translation>Das Vosk-Modell in {folder} ließ sich nicht laden.</translation>
    </message>
    <message>
        <source>Install it again: `sotto models install small-en-us`.</source>
        <translation>Installieren Sie es neu: `sotto models install small-en-us`.</translation>
    </message>
    <message>
        <source>There is no connection to {host}.</source>
        <translation>Es gibt keine Verbindung zu {host}.</translation>
    </message>
    <message>
        <source>Check the network and try again. With no internet on this machine, fetch the file elsewhere and use `--from FILE.zip`.</source>
        <translation>Prüfen Sie das Netz und versuchen Sie es noch einmal. Ohne Internet an diesem Rechner laden Sie die Datei anderswo und nehmen „Aus einer Datei …“.</translation>
    </message>
    <message>
        <source>The server {host} did not answer in time.</source>
        <translation>Der Server {host} hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The connection to {host} keeps dropping.</source>
        <translation>Die Verbindung zu {host} bricht immer wieder ab.</translation>
    </message>
    <message>
        <source>Try again later: what has come so far is kept.</source>
        <translation>Versuchen Sie es später noch einmal: Was bis jetzt ankam, bleibt erhalten.</translation>
    </message>
    <message>
        <source>The proxy did not let us through to {host}.</source>
        <translation>Der Proxy hat uns nicht zu {host} durchgelassen.</translation>
    </message>
    <message>
        <source>Check HTTPS_PROXY, or use `--from FILE.zip`.</source>
        <translation>Prüfen Sie HTTPS_PROXY oder nehmen Sie „Aus einer Datei …“.</translation>
    </message>
    <message>
        <source>No secure connection to {host}: its certificate is not trusted.</source>
        <translation>Keine sichere Verbindung zu {host}: Seinem Zertifikat wird nicht vertraut.</translation>
    </message>
    <message>
        <source>The server answered with status {status} for {url}.</source>
        <translation>Der Server antwortete mit dem Status {status} für {url}.</translation>
    </message>
    <message>
        <source>Check the address of the mirror in the settings.</source>
        <translation>Prüfen Sie die Adresse der Kopie in den Einstellungen.</translation>
    </message>
    <message>
        <source>The disk is full: {path} could not be written.</source>
        <translation>Der Datenträger ist voll: {path} ließ sich nicht schreiben.</translation>
    </message>
    <message>
        <source>Free some space and try again: what has come so far is kept.</source>
        <translation>Schaffen Sie Platz und versuchen Sie es noch einmal: Was bis jetzt ankam, bleibt erhalten.</translation>
    </message>
    <message>
        <source>{file} is not a zip archive.</source>
        <translation>{file} ist kein ZIP-Archiv.</translation>
    </message>
    <message>
        <source>Name the .zip file as it was downloaded.</source>
        <translation>Wählen Sie die ZIP-Datei so, wie sie heruntergeladen wurde.</translation>
    </message>
    <message>
        <source>{file} holds no complete Vosk model.</source>
        <translation>{file} enthält kein vollständiges Vosk-Modell.</translation>
    </message>
    <message>
        <source>Choose an archive from the list of Vosk models.</source>
        <translation>Wählen Sie ein Archiv aus der Liste der Vosk-Modelle.</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Sotto: no call</source>
        <translation>Sotto: kein Gespräch</translation>
    </message>
    <message>
        <source>Sotto: listening</source>
        <translation>Sotto hört zu</translation>
    </message>
    <message>
        <source>Sotto: paused</source>
        <translation>Sotto: angehalten</translation>
    </message>
    <message>
        <source>Sotto: something needs you</source>
        <translation>Sotto: Bitte nachsehen</translation>
    </message>
    <message>
        <source>Start call</source>
        <translation>Gespräch beginnen</translation>
    </message>
    <message>
        <source>Pause coaching</source>
        <translation>Coaching anhalten</translation>
    </message>
    <message>
        <source>No cues until you go on. Nobody is told, and it costs nothing.</source>
        <translation>Keine Hinweise, bis Sie fortfahren. Niemand erfährt davon, und es kostet nichts.</translation>
    </message>
    <message>
        <source>Hide overlay</source>
        <translation>Hinweiskarte ausblenden</translation>
    </message>
    <message>
        <source>Last summary</source>
        <translation>Letzte Zusammenfassung</translation>
    </message>
    <message>
        <source>My calls…</source>
        <translation>Meine Gespräche …</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>End call</source>
        <translation>Gespräch beenden</translation>
    </message>
    <message>
        <source>Resume coaching</source>
        <translation>Coaching fortsetzen</translation>
    </message>
    <message>
        <source>Show overlay</source>
        <translation>Hinweiskarte zeigen</translation>
    </message>
</context>
<context>
    <name>Units</name>
    <message>
        <source>probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>standard deviations</source>
        <translation>Standardabweichungen</translation>
    </message>
    <message>
        <source>dBFS</source>
        <translation>dBFS</translation>
    </message>
    <message>
        <source>dB</source>
        <translation>dB</translation>
    </message>
    <message>
        <source>windows</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>cues</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>s of speech</source>
        <translation>s Sprache</translation>
    </message>
    <message>
        <source>words/min</source>
        <translation>Wörter/min</translation>
    </message>
    <message>
        <source>utterances</source>
        <translation>Äußerungen</translation>
    </message>
    <message>
        <source>share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>times</source>
        <translation>Mal</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>h</source>
        <translation>h</translation>
    </message>
</context>
<context>
    <name>Wizard</name>
    <message>
        <source>The microphone is set too loud: turn its level down a little in the system.</source>
        <translation>Das Mikrofon ist zu laut eingestellt: Senken Sie seinen Pegel im System ein wenig.</translation>
    </message>
    <message>
        <source>The microphone is very quiet: turn its level up, or bring it closer.</source>
        <translation>Das Mikrofon ist sehr leise: Erhöhen Sie seinen Pegel oder rücken Sie es näher.</translation>
    </message>
    <message>
        <source>During a call: your microphone, which is turned into words, and the customer&apos;s side, of which only the times of speaking are taken. The customer&apos;s words are never recognized.</source>
        <translation>Während eines Gesprächs: Ihr Mikrofon, aus dem Wörter werden, und die Seite des Kunden, von der nur die Sprechzeiten festgehalten werden. Die Worte des Kunden werden nie erkannt.</translation>
    </message>
    <message>
        <source>No sound, ever. After a call there is a summary: times, what you said as text, and measures such as talk time. Card, account and phone numbers are blacked out first. It stays on this computer unless your company has connected a database of its own.</source>
        <translation>Niemals Ton. Nach einem Gespräch gibt es eine Zusammenfassung: Zeiten, Ihre Worte als Text und Maße wie die Redezeit. Karten-, Konto- und Telefonnummern werden vorher geschwärzt. Sie bleibt auf diesem Rechner, außer Ihr Unternehmen hat eine eigene Datenbank angebunden.</translation>
    </message>
    <message>
        <source>You, first. You can mark a cue as wrong, and it leaves the totals. Feelings are not guessed.</source>
        <translation>Zuerst Sie. Sie können einen Hinweis als falsch markieren, dann zählt er nicht mehr mit. Gefühle werden nicht erraten.</translation>
    </message>
    <message>
        <source>“Pause coaching” in Sotto&apos;s menu. It costs nothing and nobody is told. Quit Sotto and nothing listens at all.</source>
        <translation>„Coaching anhalten“ im Menü von Sotto. Es kostet nichts, und niemand erfährt davon. Beenden Sie Sotto, dann hört gar nichts mehr zu.</translation>
    </message>
    <message>
        <source>“Pause coaching” in Sotto&apos;s menu, or {key}. It costs nothing and nobody is told. Quit Sotto and nothing listens at all.</source>
        <translation>„Coaching anhalten“ im Menü von Sotto oder {key}. Es kostet nichts, und niemand erfährt davon. Beenden Sie Sotto, dann hört gar nichts mehr zu.</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Welcome to Sotto</source>
        <translation>Willkommen bei Sotto</translation>
    </message>
    <message>
        <source>Sotto coaches you quietly during calls. Everything happens on this computer. Please read this first.</source>
        <translation>Sotto begleitet Sie leise in Gesprächen. Alles geschieht auf diesem Rechner. Bitte lesen Sie zuerst dies.</translation>
    </message>
    <message>
        <source>What is listened to</source>
        <translation>Was gehört wird</translation>
    </message>
    <message>
        <source>What is kept</source>
        <translation>Was aufbewahrt wird</translation>
    </message>
    <message>
        <source>Who sees it</source>
        <translation>Wer es sieht</translation>
    </message>
    <message>
        <source>How to pause</source>
        <translation>Wie Sie anhalten</translation>
    </message>
    <message>
        <source>I have read this, and agree that Sotto listens during my calls</source>
        <translation>Gelesen: Ich bin einverstanden, dass Sotto in meinen Gesprächen zuhört</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>Echo</translation>
    </message>
    <message>
        <source>Does the microphone hear the customer?</source>
        <translation>Hört das Mikrofon den Kunden?</translation>
    </message>
    <message>
        <source>With a headset it should not. Play a voice, start the test, and stay quiet for ten seconds.</source>
        <translation>Mit einem Headset sollte es das nicht. Spielen Sie eine Stimme ab, starten Sie den Test und bleiben Sie zehn Sekunden still.</translation>
    </message>
    <message>
        <source>Start the test</source>
        <translation>Test starten</translation>
    </message>
    <message>
        <source>Play a sample call</source>
        <translation>Beispielgespräch abspielen</translation>
    </message>
    <message>
        <source>Progress of the echo test</source>
        <translation>Fortschritt des Echotests</translation>
    </message>
    <message>
        <source>Without the customer&apos;s side there is no echo to test for. Go on.</source>
        <translation>Ohne die Seite des Kunden gibt es kein Echo zu prüfen. Gehen Sie weiter.</translation>
    </message>
    <message>
        <source>Opening both sides …</source>
        <translation>Beide Seiten werden geöffnet …</translation>
    </message>
    <message>
        <source>No program here plays the sample. Play any voice, such as a video.</source>
        <translation>Kein Programm hier spielt das Beispiel ab. Spielen Sie irgendeine Stimme ab, etwa ein Video.</translation>
    </message>
    <message>
        <source>A voice is heard …</source>
        <translation>Eine Stimme ist zu hören …</translation>
    </message>
    <message>
        <source>Waiting for a voice from the far end …</source>
        <translation>Warten auf eine Stimme von der Gegenseite …</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Noch einmal testen</translation>
    </message>
    <message>
        <source>The customer is not listened to. Interruptions, talk share and pauses are then not measured.</source>
        <translation>Der Kunde wird nicht gehört. Unterbrechungen, Redeanteil und Pausen werden dann nicht gemessen.</translation>
    </message>
    <message>
        <source>Nothing on this computer can hear the customer. You can go on: what needs two voices is not measured.</source>
        <translation>Nichts auf diesem Rechner kann den Kunden hören. Sie können weitergehen: Was zwei Stimmen braucht, wird nicht gemessen.</translation>
    </message>
    <message>
        <source>Customer&apos;s side</source>
        <translation>Kundenseite</translation>
    </message>
    <message>
        <source>The customer&apos;s side</source>
        <translation>Die Seite des Kunden</translation>
    </message>
    <message>
        <source>Choose where the customer&apos;s voice comes from, then play something with a voice in it. Sotto takes only when the customer speaks, never the words.</source>
        <translation>Wählen Sie, woher die Stimme des Kunden kommt, und spielen Sie dann etwas mit einer Stimme ab. Sotto hält nur fest, wann der Kunde spricht, nie die Worte.</translation>
    </message>
    <message>
        <source>Where the customer is heard</source>
        <translation>Wo der Kunde zu hören ist</translation>
    </message>
    <message>
        <source>Nowhere</source>
        <translation>Nirgends</translation>
    </message>
    <message>
        <source>Play something …</source>
        <translation>Spielen Sie etwas ab …</translation>
    </message>
    <message>
        <source>Listening to {name}. Play something …</source>
        <translation>{name} wird gehört. Spielen Sie etwas ab …</translation>
    </message>
    <message>
        <source>A voice is heard.</source>
        <translation>Eine Stimme ist zu hören.</translation>
    </message>
    <message>
        <source>Sound is heard.</source>
        <translation>Ton ist zu hören.</translation>
    </message>
    <message>
        <source>You can go on without the customer&apos;s side.</source>
        <translation>Sie können ohne die Seite des Kunden weitergehen.</translation>
    </message>
    <message>
        <source>Sotto was not set up, so it does not listen.</source>
        <translation>Sotto wurde nicht eingerichtet und hört darum nicht zu.</translation>
    </message>
    <message>
        <source>Start it again when you want to.</source>
        <translation>Starten Sie es wieder, wenn Sie möchten.</translation>
    </message>
    <message>
        <source>“Good morning, thank you for calling. My name is …, how can I help you today? I&apos;m happy to look into that for you. May I have the reference on your last letter, please?”</source>
        <translation>„Guten Morgen, vielen Dank für Ihren Anruf. Mein Name ist …, wie kann ich Ihnen heute helfen? Das sehe ich mir gern für Sie an. Nennen Sie mir bitte das Zeichen auf Ihrem letzten Brief?“</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>Your usual voice</source>
        <translation>Ihre übliche Stimme</translation>
    </message>
    <message>
        <source>Press the button and read this aloud, the way you speak to customers. A raised voice is measured against your own, never against others.</source>
        <translation>Drücken Sie die Schaltfläche und lesen Sie dies laut vor, so wie Sie mit Kunden sprechen. Eine erhobene Stimme wird an Ihrer eigenen gemessen, nie an anderen.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>How much was heard</source>
        <translation>Wie viel zu hören war</translation>
    </message>
    <message>
        <source>Opening the microphone …</source>
        <translation>Das Mikrofon wird geöffnet …</translation>
    </message>
    <message>
        <source>Please read the sentences aloud …</source>
        <translation>Bitte lesen Sie die Sätze laut vor …</translation>
    </message>
    <message>
        <source>Done: you usually speak at {level} dBFS with {device}.</source>
        <translation>Fertig: Sie sprechen mit {device} üblicherweise bei {level} dBFS.</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>Noch einmal messen</translation>
    </message>
    <message>
        <source>You can go on without.</source>
        <translation>Sie können auch so weitergehen.</translation>
    </message>
    <message>
        <source>No microphone was found on this computer. Plug one in and press “Look again”, or go on: Sotto then takes the first one that comes.</source>
        <translation>An diesem Rechner wurde kein Mikrofon gefunden. Schließen Sie eines an und drücken Sie „Neu suchen“, oder gehen Sie weiter: Sotto nimmt dann das erste, das kommt.</translation>
    </message>
    <message>
        <source>Your microphone</source>
        <translation>Ihr Mikrofon</translation>
    </message>
    <message>
        <source>Choose the microphone of your headset, then say something.</source>
        <translation>Wählen Sie das Mikrofon Ihres Headsets und sagen Sie dann etwas.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu suchen</translation>
    </message>
    <message>
        <source>The system&apos;s microphone</source>
        <translation>Das Mikrofon des Systems</translation>
    </message>
    <message>
        <source>{name} is open. Say something …</source>
        <translation>{name} ist offen. Sagen Sie etwas …</translation>
    </message>
    <message>
        <source>{name} was unplugged. Waiting for it …</source>
        <translation>{name} wurde ausgesteckt. Warten darauf …</translation>
    </message>
    <message>
        <source>You are heard well.</source>
        <translation>Sie sind gut zu hören.</translation>
    </message>
    <message>
        <source>{meter}: a voice</source>
        <translation>{meter}: eine Stimme</translation>
    </message>
    <message>
        <source>{meter}: sound</source>
        <translation>{meter}: Ton</translation>
    </message>
    <message>
        <source>{meter}: quiet</source>
        <translation>{meter}: still</translation>
    </message>
    <message>
        <source>Upper left</source>
        <translation>Oben links</translation>
    </message>
    <message>
        <source>Upper right</source>
        <translation>Oben rechts</translation>
    </message>
    <message>
        <source>Lower left</source>
        <translation>Unten links</translation>
    </message>
    <message>
        <source>Lower right</source>
        <translation>Unten rechts</translation>
    </message>
    <message>
        <source>A screen with the overlay in its upper left corner</source>
        <translation>Ein Bildschirm mit der Hinweiskarte oben links</translation>
    </message>
    <message>
        <source>A screen with the overlay in its upper right corner</source>
        <translation>Ein Bildschirm mit der Hinweiskarte oben rechts</translation>
    </message>
    <message>
        <source>A screen with the overlay in its lower left corner</source>
        <translation>Ein Bildschirm mit der Hinweiskarte unten links</translation>
    </message>
    <message>
        <source>A screen with the overlay in its lower right corner</source>
        <translation>Ein Bildschirm mit der Hinweiskarte unten rechts</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Hinweiskarte</translation>
    </message>
    <message>
        <source>Where the overlay stands</source>
        <translation>Wo die Hinweiskarte steht</translation>
    </message>
    <message>
        <source>Cues appear in a small card that stays on top and never takes your keyboard. Drag it elsewhere at any time by its handle.</source>
        <translation>Hinweise erscheinen in einer kleinen Karte, die obenauf bleibt und Ihnen nie die Tastatur nimmt. Am Griff können Sie sie jederzeit verschieben.</translation>
    </message>
    <message>
        <source>The overlay has a place already. It stays there unless you choose a corner.</source>
        <translation>Die Hinweiskarte hat schon einen Platz. Dort bleibt sie, außer Sie wählen eine Ecke.</translation>
    </message>
    <message>
        <source>That is all. Sotto waits for your next call.</source>
        <translation>Das ist alles. Sotto wartet auf Ihr nächstes Gespräch.</translation>
    </message>
    <message>
        <source>Downloading: {done}.</source>
        <translation>Wird heruntergeladen: {done}.</translation>
    </message>
    <message>
        <source>Unpacking: {done}.</source>
        <translation>Wird entpackt: {done}.</translation>
    </message>
    <message>
        <source>Checking: {done}.</source>
        <translation>Wird geprüft: {done}.</translation>
    </message>
    <message>
        <source>Recognizer</source>
        <translation>Erkennung</translation>
    </message>
    <message>
        <source>What turns your words into text</source>
        <translation>Was Ihre Worte in Text verwandelt</translation>
    </message>
    <message>
        <source>Both work without the internet and keep everything on this computer. You can change this later.</source>
        <translation>Beide arbeiten ohne Internet und behalten alles auf diesem Rechner. Sie können das später ändern.</translation>
    </message>
    <message>
        <source>Built-in recognizer (English, ready now)</source>
        <translation>Eingebaute Erkennung (Englisch, sofort bereit)</translation>
    </message>
    <message>
        <source>Vosk model (many languages, light on the processor)</source>
        <translation>Vosk-Modell (viele Sprachen, schont den Prozessor)</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The built-in recognizer is not available on this system: a Vosk model is needed.</source>
        <translation>Die eingebaute Erkennung gibt es auf diesem System nicht: Ein Vosk-Modell ist nötig.</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>Verbindung wird aufgebaut …</translation>
    </message>
    <message>
        <source>Vosk model</source>
        <translation>Vosk-Modell</translation>
    </message>
    <message>
        <source>Progress of the installation</source>
        <translation>Fortschritt der Installation</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>installiert</translation>
    </message>
    <message>
        <source>The model&apos;s archive</source>
        <translation>Das Archiv des Modells</translation>
    </message>
    <message>
        <source>Archives (*.zip)</source>
        <translation>Archive (*.zip)</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{model} is installed.</source>
        <translation>{model} ist installiert.</translation>
    </message>
    <message>
        <source>Cancelled. What was downloaded is kept, so that it goes on from there.</source>
        <translation>Abgebrochen. Das Heruntergeladene bleibt erhalten, damit es von dort weitergeht.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Finish later</source>
        <translation>Später fertig einrichten</translation>
    </message>
    <message>
        <source>Set up Sotto: {step}</source>
        <translation>Sotto einrichten: {step}</translation>
    </message>
    <message>
        <source>The model could not be installed ({error}).</source>
        <translation>Das Modell ließ sich nicht installieren ({error}).</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Listening failed ({error}).</source>
        <translation>Das Zuhören ist fehlgeschlagen ({error}).</translation>
    </message>
    <message>
        <source>Try another device.</source>
        <translation>Versuchen Sie ein anderes Gerät.</translation>
    </message>
</context>
</TS>
