# E-Mails zu Kundenkonten.

mail-hello = Guten Tag,
mail-hello-name = Guten Tag { $name },
mail-ignore = Wenn Sie das nicht waren, brauchen Sie nichts zu tun, oder schreiben Sie uns.
mail-verify-subject = Bestätigen Sie Ihre E-Mail-Adresse
mail-verify-text = Jemand hat mit dieser Adresse ein Konto bei Outpost angelegt. Wenn Sie es waren, bestätigen Sie es innerhalb von zwei Tagen. Vorher kann sich niemand anmelden.
mail-verify-link = Adresse bestätigen
mail-known-subject = Sie haben schon ein Konto
mail-known-text = Jemand wollte mit dieser Adresse ein Konto bei Outpost anlegen, aber es gibt schon eines. Nichts wurde geändert. Melden Sie sich an, oder setzen Sie ein neues Passwort.
mail-known-link = Anmelden
mail-reset-subject = Neues Passwort setzen
mail-reset-text = Jemand hat ein neues Passwort für Ihr Konto bei Outpost angefordert. Der Link gilt einmal und 15 Minuten lang.
mail-reset-link = Passwort setzen
mail-password-subject = Ihr Passwort wurde geändert
mail-password-text = Ihr Konto bei Outpost hat ein neues Passwort, und alle anderen Sitzungen sind beendet. Wenn Sie es nicht waren, setzen Sie sofort ein anderes.
mail-password-link = Anderes Passwort setzen
mail-change-subject = Bestätigen Sie Ihre neue E-Mail-Adresse
mail-change-text = Ein Konto bei Outpost soll zu dieser Adresse umziehen. Bestätigen Sie das innerhalb einer Stunde.
mail-asked-subject = Ihre E-Mail-Adresse soll geändert werden
mail-asked-text = Jemand, der Ihr Passwort kennt, möchte die E-Mail-Adresse Ihres Kontos bei Outpost ändern. Wenn Sie es nicht waren, setzen Sie sofort ein anderes Passwort.
mail-device-subject = Anmeldung mit einem anderen Browser
mail-device-text = Jemand hat sich mit einem Browser, den wir noch nicht kannten, bei Ihrem Konto bei Outpost angemeldet.
