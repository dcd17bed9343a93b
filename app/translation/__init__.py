"""Sotto's words in the user's language, through Qt's own translation tools.

Map: `words` is what every module of `app` asks (no Qt: it speaks English until somebody else speaks), `language` loads the
translators of Qt into it when a window is wanted, `settings_texts` names the texts that stand in the typed settings,
`sentences` turns the finished sentences of `speech` into the user's language. The texts themselves lie in
`resources/translations/sotto_*.ts`; `python3 dev.py translate` collects and compiles them.
"""
