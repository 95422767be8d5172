# Was jede Seite umgibt: Kopf, Fuß, Hinweise, Fehler.

shop-name = Outpost
shop-claim = Gut gemachte Dinge für drinnen und draußen
language-name = Deutsch
market-gb = Vereinigtes Königreich
market-de = Deutschland
market-jp = Japan

skip-link = Zum Inhalt
nav-categories = Kategorien
nav-all = Alle Kategorien
nav-track = Bestellung verfolgen
nav-account = Konto
nav-cart = Warenkorb
nav-cart-count = { $shown } Artikel

search-label = Im Shop suchen
search-placeholder = Produkte suchen
search-submit = Suchen
suggest-queries = Suchbegriffe
suggest-products = Produkte
suggest-categories = Kategorien
suggest-none = Keine Vorschläge
suggest-one = 1 Vorschlag. Mit den Pfeiltasten wählen.
suggest-many = {"{"}count{"}"} Vorschläge. Mit den Pfeiltasten wählen.

notice-added = { $count ->
    [one] Hinzugefügt: { $name }.
   *[other] Hinzugefügt: { $count } × { $name }.
}
notice-limited = Mehr als { $count } × { $name } gibt es nicht: So viele liegen jetzt in Ihrem Warenkorb.
notice-removed = { $name } wurde aus dem Warenkorb entfernt.
notice-restored = { $name } liegt wieder im Warenkorb.
notice-sold-out = { $name } ist inzwischen ausverkauft. Es wurde nichts bestellt.
notice-cart-updated = Ihr Warenkorb ist auf dem neuesten Stand.
notice-cart-empty = Ihr Warenkorb ist leer, es gibt noch nichts zu bestellen.
notice-cart-full = Ihr Warenkorb enthält { $count } verschiedene Artikel, mehr passen nicht hinein. Entfernen Sie einen, um einen anderen hinzuzufügen.
notice-cart-reset = Ihr Warenkorb war nicht lesbar und musste geleert werden. Das tut uns leid.
notice-hold-extended = Sie haben mehr Zeit: Ihre Artikel bleiben länger reserviert.
notice-order-cancelled = Ihre Bestellung ist storniert. Die Artikel sind wieder im Verkauf.
notice-browser-forgotten = Dieser Browser kennt Ihre Bestellungen nicht mehr. Sie finden sie mit Bestellnummer und E-Mail-Adresse.
notice-placed-before = Diese Bestellung war bereits aufgegeben: Sie gilt so, wie sie hier steht, ohne Ihre späteren Änderungen.
notice-ordering-unavailable = Bestellen ist für einen Moment nicht möglich. Ihr Warenkorb bleibt erhalten, und Sie können diese Seite weiter ausfüllen.
notice-back = Zurück zum Produkt
notice-undo = Rückgängig

footer-about = Dinge, die halten, von unabhängigen Herstellern, zu Ihnen nach Hause.
footer-test = Dieser Shop läuft mit einem Test-Zahlungsanbieter. Es fließt kein Geld, und es wird nichts verschickt.
footer-help = Hilfe
footer-shop = Über den Shop
footer-markets = Land und Sprache

info-about = Über Outpost
info-delivery = Lieferung
info-returns = Rückgabe
info-privacy = Datenschutz
info-terms = AGB
info-contact = Kontakt
info-accessibility = Barrierefreiheit
info-legal = Rechtliche Angaben
info-legal-gb = Firmenangaben
info-legal-de = Impressum
info-legal-jp = Anbieterangaben (Japan)
legal-name = Unternehmen
legal-address = Anschrift
legal-representative = Vertreten durch
legal-email = E-Mail
legal-phone = Telefon
legal-register = Registereintrag
legal-vat-id = USt-IdNr.
legal-missing = Noch nicht angegeben

error-home = Zur Startseite
error-cart = Zum Warenkorb
error-help = Wenn das öfter vorkommt, sagen Sie uns Bescheid:
error-request = Vorgangsnummer
error-wait-seconds = { $count ->
    [one] Bitte versuchen Sie es in einer Sekunde wieder.
   *[other] Bitte versuchen Sie es in { $shown } Sekunden wieder.
}
error-wait-minutes = { $count ->
    [one] Bitte versuchen Sie es in einer Minute wieder.
   *[other] Bitte versuchen Sie es in { $shown } Minuten wieder.
}
error-bad-request = Diese Anfrage war nicht lesbar
error-bad-request-text = Etwas in der Adresse oder im Formular wurde unterwegs beschädigt. Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.
error-forbidden = Das war nicht erlaubt
error-forbidden-text = Das Formular kam nicht von diesem Shop, deshalb haben wir nichts getan. Öffnen Sie die Seite hier und senden Sie es noch einmal.
error-not-found = Seite nicht gefunden
error-not-found-text = Die Seite ist umgezogen, oder das Produkt wird in diesem Land nicht mehr verkauft. Die Suche oben findet, was wir haben.
error-method = So lässt sich diese Seite nicht benutzen
error-method-text = Die Adresse gibt es, aber nicht für diese Art von Anfrage. Beginnen Sie bitte auf der Startseite.
error-too-large = Das war zu viel auf einmal
error-too-large-text = Was gesendet wurde, ist größer, als wir annehmen. Es wurde nichts geändert. Bitte kürzen und noch einmal versuchen.
error-media = Dieses Format können wir nicht lesen
error-media-text = Das Formular kam in einer Form an, die der Shop nicht versteht. Laden Sie die Seite neu und senden Sie es noch einmal.
error-unprocessable = Das ging leider nicht
error-unprocessable-text = Wir haben die Anfrage verstanden, aber etwas darin passt nicht. Gehen Sie zurück, prüfen Sie Ihre Angaben und versuchen Sie es noch einmal.
error-too-many = Bitte etwas langsamer
error-too-many-text = Über Ihre Verbindung kamen in kurzer Zeit sehr viele Anfragen. Es ist nichts verloren, Ihr Warenkorb ist unversehrt.
error-internal = Bei uns ist etwas schiefgegangen
error-internal-text = Der Fehler liegt bei uns und ist festgehalten. Es wurde nichts abgebucht. Bitte versuchen Sie es noch einmal.
error-unavailable = Wir sind gleich wieder da
error-unavailable-text = Im Augenblick können wir keine Bestellungen annehmen. Es wurde nichts abgebucht, Ihr Warenkorb ist unversehrt, und Sie können weiter stöbern.

unavailable-retry = Noch einmal versuchen
unavailable-place-order = Bestellen ist für einen Moment nicht möglich
unavailable-place-order-text = Wir haben die Stelle nicht erreicht, an der Bestellungen geführt werden. Es wurde nichts abgebucht, Ihr Warenkorb und Ihre Angaben sind unversehrt. Der Knopf unten sendet genau dieselbe Bestellung: So oft er auch gedrückt wird, sie wird nur einmal aufgegeben.
unavailable-pay = Bezahlen ist für einen Moment nicht möglich
unavailable-pay-text = Die Zahlung konnte gerade nicht festgehalten werden. Ihre Bestellung ist sicher. Ein neuer Versuch ist es auch: Eine Bestellung wird nur einmal bezahlt.
unavailable-extend-hold = Das muss einen Moment warten
unavailable-extend-hold-text = Die Zeit für Ihre Zahlung konnte gerade nicht verlängert werden. Ihre Bestellung ist sicher, und nichts wurde doppelt geändert.
unavailable-cancel-order = Das muss einen Moment warten
unavailable-cancel-order-text = Die Bestellung konnte gerade nicht storniert werden, oder wir wissen es noch nicht. Ein neuer Versuch schadet nicht: Eine Bestellung wird nur einmal storniert.
unavailable-show-order = Ihre Bestellung ist sicher und gleich hier zu sehen
unavailable-show-order-text = Das Neueste über Ihre Bestellung ist in diesem Teil des Shops noch nicht angekommen. Es ist nichts verloren.
unavailable-track-order = Bestellungen lassen sich gerade nicht nachschlagen
unavailable-track-order-text = Wir haben die Stelle nicht erreicht, an der Bestellungen geführt werden, und können noch nicht sagen, ob es eine mit dieser Nummer gibt. Aufgegebene Bestellungen sind sicher.

cookie-market = der gewählte Markt und die Sprache
cookie-cart = was in Ihrem Warenkorb liegt
cookie-checkout = Ihr Stand an der Kasse
cookie-orders = welche Bestellungen dieser Browser Ihnen zeigen darf
cookie-visitor = eine zufällige Nummer dieses Browsers, mit der noch nicht bezahlte Bestellungen gezählt werden
cookie-flash = was Ihnen die nächste Seite zu sagen hat
cookie-undo = der zuletzt aus dem Warenkorb entfernte Artikel
cookie-consistency = wie neu die Daten waren, die Sie gesehen haben
cookie-session = dass Sie bei Ihrem Konto angemeldet sind
cookie-minutes = { $count ->
    [one] eine Minute
   *[other] { $shown } Minuten
}
cookie-hours = { $count ->
    [one] eine Stunde
   *[other] { $shown } Stunden
}
cookie-days = { $count ->
    [one] ein Tag
   *[other] { $shown } Tage
}
