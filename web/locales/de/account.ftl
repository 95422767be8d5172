# Kundenkonten: Registrierung, Anmeldung und eigene Seiten.

account-parts = Mein Konto
account-orders = Bestellungen
account-addresses = Adressen
account-profile = Profil
account-security = Anmeldung und Sicherheit
account-log-out = Abmelden
account-save = Speichern
account-name = Ihr Name
account-name-long = Verwenden Sie für den Namen höchstens 80 Zeichen.
account-password = Passwort
account-new-password = Neues Passwort
account-present-password = Ihr jetziges Passwort
account-hello = Willkommen zurück
account-hello-name = Willkommen zurück, { $name }
account-notice-verified = Ihre E-Mail-Adresse ist bestätigt. Sie können sich jetzt anmelden.
account-notice-email = Ihr Konto hat die neue E-Mail-Adresse. Bitte melden Sie sich ab jetzt damit an.
account-notice-email-requested = Wir haben einen Link an die neue Adresse geschickt. Die Änderung gilt, sobald Sie ihn öffnen.
account-notice-password = Ihr neues Passwort gilt. Alle anderen Sitzungen sind beendet.
account-notice-profile = Ihr Profil ist gespeichert.
account-notice-address = Die Adresse ist gespeichert.
account-notice-address-deleted = Die Adresse ist gelöscht.
account-notice-sessions = Diese Sitzungen sind beendet.
account-notice-logged-out = Sie sind abgemeldet.
account-notice-deleted = Ihr Konto ist gelöscht.
account-notice-orders = Bestellungen, die Sie als Gast aufgegeben haben, stehen jetzt in dieser Liste.
account-unavailable = Das geht im Moment nicht
account-unavailable-text = Der Ort, an dem die Konten liegen, ist nicht erreichbar. Nichts wurde doppelt geändert, nichts ist verloren. Bitte versuchen Sie es noch einmal.

login-heading = Anmelden
login-submit = Anmelden
login-forgot = Passwort vergessen?
login-new = Neu hier?
login-new-text = Mit einem Konto finden Sie Ihre Bestellungen auf jedem Gerät und müssen Ihre Adresse nicht noch einmal eingeben. Kaufen können Sie auch ohne.
login-wrong = E-Mail-Adresse oder Passwort stimmt nicht
login-wrong-text = Prüfen Sie beides und versuchen Sie es noch einmal. Sie können auch ein neues Passwort setzen.
login-blocked = { $count ->
    [one] Zu viele falsche Passwörter: versuchen Sie es in einer Minute wieder
   *[other] Zu viele falsche Passwörter: versuchen Sie es in { $shown } Minuten wieder
}
login-blocked-text = Das schützt Ihr Konto vor Leuten, die raten. Ein Link zu einem neuen Passwort geht sofort.

register-heading = Konto anlegen
register-submit = Konto anlegen
register-text = Wir schicken Ihnen einen Link, der Ihre E-Mail-Adresse bestätigt. Frühere Bestellungen mit dieser Adresse kommen in das Konto.
register-order-text = Wählen Sie ein Passwort, und diese Bestellung kommt in ein Konto mit ihrer E-Mail-Adresse.
register-known = Sie haben schon ein Konto?
password-hint = { $count ->
    [one] Mindestens ein Zeichen. Ein paar Wörter hintereinander sind gut.
   *[other] Mindestens { $shown } Zeichen. Ein paar Wörter hintereinander sind gut.
}
password-missing = Geben Sie das Passwort ein.
password-short = { $count ->
    [one] Verwenden Sie mindestens ein Zeichen.
   *[other] Verwenden Sie mindestens { $shown } Zeichen.
}
password-long = { $count ->
    [one] Verwenden Sie höchstens ein Zeichen.
   *[other] Verwenden Sie höchstens { $shown } Zeichen.
}
password-common = Dieses Passwort gehört zu denen, die zuerst probiert werden. Wählen Sie ein anderes.
password-guessable = Wählen Sie ein Passwort, das nicht Ihre E-Mail-Adresse oder der Name des Shops ist.
password-wrong = Das ist nicht Ihr jetziges Passwort.

mail-sent-heading = Sehen Sie in Ihr Postfach
mail-sent-registered = Wir haben Ihnen eine E-Mail geschickt. Ihr Link bestätigt Ihre Adresse, danach können Sie sich anmelden.
mail-sent-reset = Wenn es zu dieser Adresse ein Konto gibt, haben wir eine E-Mail dorthin geschickt. Ihr Link gilt 15 Minuten.
mail-sent-nothing = Nichts angekommen? Sehen Sie beim unerwünschten Mail nach, und prüfen Sie die Adresse.
mail-sent-again = Adresse noch einmal eingeben

confirm-heading = E-Mail-Adresse bestätigen
confirm-text = Einmal drücken, und Ihr Konto ist bereit.
confirm-change-heading = Neue E-Mail-Adresse bestätigen
confirm-change-text = Einmal drücken, und Ihr Konto zieht zu dieser Adresse um.
confirm-submit = Bestätigen
link-expired = Dieser Link gilt nicht mehr
link-expired-verify = Er war zu alt. Legen Sie das Konto noch einmal an, dann schicken wir einen neuen.
link-expired-change = Er war zu alt. Melden Sie sich an und ändern Sie die Adresse noch einmal.
link-expired-reset = Links zu einem neuen Passwort gelten einmal und 15 Minuten lang. Fordern Sie einen neuen an.
link-used = Dieser Link wurde schon benutzt
link-used-text = Ihre Adresse ist bestätigt: Sie können sich anmelden.
link-taken = Zu dieser Adresse gibt es schon ein Konto
link-taken-text = Melden Sie sich damit an, oder setzen Sie ein neues Passwort.

forgot-heading = Neues Passwort setzen
forgot-text = Geben Sie die E-Mail-Adresse Ihres Kontos ein, dann schicken wir Ihnen einen Link.
forgot-submit = Link anfordern
reset-heading = Neues Passwort wählen
reset-text = Sie werden überall abgemeldet und melden sich mit dem neuen an.
reset-submit = Passwort setzen

orders-none = Es gibt noch keine Bestellungen.
orders-shop = Zum Shop
orders-older = Ältere Bestellungen
orders-more = { $count ->
    [one] und ein weiterer Artikel
   *[other] und { $shown } weitere Artikel
}

addresses-none = Es gibt noch keine Adressen.
addresses-add = Adresse hinzufügen
addresses-change = Adresse ändern
addresses-delete = Löschen
addresses-default = Standardadresse
addresses-make-default = Diese Adresse verwenden, wenn ich keine andere wähle
addresses-back = Zurück zu den Adressen

profile-language = Land und Sprache unserer E-Mails an Sie
data-heading = Ihre Daten
data-text = Sie können jederzeit eine Kopie von allem mitnehmen, was wir über Sie gespeichert haben.
data-export = Meine Daten herunterladen
deletion-heading = Mein Konto löschen
deletion-goes = Ihr Name, Ihre E-Mail-Adresse, Ihre Adressen und Ihr Passwort werden sofort gelöscht, und Sie werden überall abgemeldet. Das lässt sich nicht rückgängig machen.
deletion-stays = Bestellungen und Rechnungen bleiben, solange das Gesetz es verlangt.
deletion-submit = Mein Konto endgültig löschen
deletion-keep = Konto behalten

security-password = Passwort ändern
security-password-text = Alle anderen Sitzungen werden beendet.
security-email = E-Mail-Adresse ändern
security-email-text = Sie melden sich mit { $email } an. Wir schicken einen Link an die neue Adresse und sagen der jetzigen Bescheid.
security-new-email = Neue E-Mail-Adresse
security-sessions = Wo Sie angemeldet sind
security-this = Dieser Browser
security-unknown-device = Unbekannter Browser
security-used = Zuletzt benutzt
security-since = seit
security-end = Abmelden
security-end-others = Alle anderen abmelden
security-end-all = Überall abmelden

mailbox-heading = Postfach
mailbox-text = Alle E-Mails dieses Shops. In der Entwicklung verlässt keine den Rechner; nur dort gibt es diese Seite.
mailbox-none = Es gibt noch keine E-Mails.
mailbox-html = Als HTML
mailbox-plain = Als Text
mailbox-source = Quelltext

second-factor-code = Code aus Ihrer App
second-factor-text = Öffnen Sie Ihre Authenticator-App und geben Sie den sechsstelligen Code ein. Ohne die App geben Sie einen Wiederherstellungscode ein.
second-factor-heading = Geben Sie den Code ein
second-factor-wrong = Dieser Code stimmt nicht oder wurde schon benutzt.
authenticator-heading = Authenticator-App
authenticator-why = Die Anmeldung fragt dann auch nach einem Code aus einer App auf Ihrem Telefon. Ihr Passwort allein nützt dann niemandem.
authenticator-open = Einrichten oder entfernen
authenticator-text = Lesen Sie dieses Bild mit Ihrer Authenticator-App ein und geben Sie dann den Code ein, den sie zeigt.
authenticator-picture = Bild mit dem Schlüssel für Ihre Authenticator-App
authenticator-link = App auf diesem Gerät öffnen
authenticator-secret = Oder tippen Sie diesen Schlüssel ein:
authenticator-code = Die sechs Ziffern, die die App gerade zeigt.
authenticator-submit = Diese App verwenden
authenticator-wrong = Der Code passt nicht. Warten Sie auf den nächsten, und prüfen Sie die Uhr Ihres Telefons.
authenticator-on = Ihr Konto fragt bei jeder Anmeldung nach einem Code aus Ihrer App. Geben Sie Ihr Passwort ein, um das zu beenden.
authenticator-remove = App entfernen
recovery-heading = Ihre Wiederherstellungscodes
recovery-text = Bewahren Sie diese Codes so auf, dass Sie sie ohne Ihr Telefon finden. Jeder ersetzt die App einmal. Sie werden nicht noch einmal gezeigt.
recovery-done = Ich habe sie aufbewahrt
account-notice-authenticator = Anmeldungen brauchen keinen Code aus einer App mehr.
