# Warenkorb, Kasse, Bezahlen.

cart-heading = Ihr Warenkorb
cart-lines = Artikel in Ihrem Warenkorb
cart-sums = Summe
cart-changed = { $count ->
    [one] { $shown } Artikel hat sich geändert, seit er im Warenkorb liegt.
   *[other] { $shown } Artikel haben sich geändert, seit sie im Warenkorb liegen.
}
cart-estimated-for = Lieferkosten und Steuer sind für eine Lieferung { $country } geschätzt.
cart-free-gap = Noch { $gap } bis zur kostenlosen Lieferung.
cart-checkout = Zur Kasse
cart-guest = Ohne Kundenkonto
cart-save = Warenkorb aktualisieren
cart-too-heavy = Ihr Warenkorb ist zu schwer für ein Paket. Bei den markierten Artikeln steht, wie viel wir verschicken können.
continue-shopping = Weiter einkaufen
cart-nothing-to-buy = Derzeit lässt sich nichts aus Ihrem Warenkorb bestellen.
cart-empty = Ihr Warenkorb ist leer.
cart-empty-on = Umsehen
line-each = je { $price }
line-pieces = Menge: { $shown }
line-pieces-each = { $count } × { $price }
line-quantity = Menge
line-remove = Entfernen
line-remove-named = { $name } entfernen

line-change-price = Der Preis hat sich von { $was } auf { $now } geändert.
line-change-tax = Der Steuersatz hat sich von { $was } auf { $now } geändert.
line-change-weight = Das Gewicht wurde berichtigt, der Versand deshalb neu berechnet.
line-change-only-left = { $count ->
    [one] Es ist nur noch { $shown } Stück da.
   *[other] Es sind nur noch { $shown } Stück da.
}
line-change-payment-limit = { $count ->
    [0] Mit dieser Zahlungsart lässt sich davon gerade nichts bestellen.
    [one] Mit dieser Zahlungsart lässt sich davon gerade nur { $shown } Stück bestellen.
   *[other] Mit dieser Zahlungsart lassen sich davon gerade nur { $shown } Stück bestellen.
}
line-change-payment-or-card = { $count ->
    [0] Mit dieser Zahlungsart lässt sich davon gerade nichts bestellen, mit Karte schon.
    [one] Mit dieser Zahlungsart lässt sich davon gerade nur { $shown } Stück bestellen, mit Karte mehr.
   *[other] Mit dieser Zahlungsart lassen sich davon gerade nur { $shown } Stück bestellen, mit Karte mehr.
}
line-change-too-heavy = { $count ->
    [0] Ein Paket fasst bis zu { $weight }. Entfernen Sie diesen Artikel, oder bestellen Sie ihn einzeln.
    [one] Ein Paket fasst bis zu { $weight }: mit dem Rest Ihres Warenkorbs höchstens { $shown } Stück davon.
   *[other] Ein Paket fasst bis zu { $weight }: mit dem Rest Ihres Warenkorbs höchstens { $shown } Stück davon.
}
line-change-sold-out = Dieser Artikel ist ausverkauft und nicht in der Summe enthalten.
line-change-backorder = Dieser Artikel ist erst später lieferbar.
line-change-backorder-on = Dieser Artikel ist erst ab { $day } lieferbar.
line-change-not-sold-here = Dieser Artikel wird in diesem Land nicht verkauft und ist nicht in der Summe enthalten.
line-change-unknown = Diesen Artikel finden wir gerade nicht. Er ist nicht in der Summe enthalten.

totals-lines = Artikel
totals-shipping = Lieferung
totals-shipping-later = noch nicht bekannt
totals-free = Kostenlos
totals-total = Gesamt
totals-tax-included = davon { $rate } MwSt.
totals-tax-added = zzgl. { $rate } MwSt.
summary-heading = Ihre Bestellung
summary-change = Warenkorb ändern

title-error = Bitte prüfen Sie Ihre Angaben
steps-label = Schritte der Kasse
step-address = Adresse
step-delivery = Lieferung und Zahlung
step-review = Prüfen
error-summary-heading = { $count ->
    [one] Eine Angabe fehlt oder stimmt nicht
   *[other] { $shown } Angaben fehlen oder stimmen nicht
}

address-heading = Wohin dürfen wir liefern?
address-contact = Kontakt
address-shipping = Lieferadresse
address-only-country = Lieferland: { $country }
address-only-bill-country = Land: { $country }
address-change-country = Wechseln
address-billing = Rechnungsadresse
address-billing-same = Wie die Lieferadresse
address-next = Weiter zur Lieferung
field-email = E-Mail-Adresse
field-email-hint = Damit Sie Ihre Bestellung wiederfinden, und für Fragen dazu. Sonst nichts.
email-suggestion = Meinten Sie { $email }?
email-suggestion-take = Diese Adresse verwenden
field-phone = Telefon
field-optional = (freiwillig)
field-country = Land
field-name = Vor- und Nachname
field-line1 = Straße und Hausnummer
field-line1-jp = Ortsteil, Block und Hausnummer
field-line2 = Firma, Wohnung, Etage
field-line2-jp = Gebäude und Zimmer
field-city = Ort
field-city-jp = Stadt oder Bezirk
field-postcode = Postleitzahl
field-postcode-fill = Stadt ergänzen
field-region-jp = Präfektur
field-choose = Bitte wählen
field-add = { $name } angeben

error-of-field = { $name }: { $what }
error-of-billing-field = Rechnungsadresse, { $name }: { $what }
missing-email = Geben Sie Ihre E-Mail-Adresse an.
missing-phone = Geben Sie Ihre Telefonnummer an.
missing-country = Wählen Sie ein Land, in das wir liefern.
missing-name = Geben Sie Vor- und Nachnamen an.
missing-line1 = Geben Sie Straße und Hausnummer an.
missing-line1-jp = Geben Sie Ortsteil, Block und Hausnummer an.
missing-city = Geben Sie den Ort an.
missing-city-jp = Geben Sie Stadt oder Bezirk an.
missing-region = Wählen Sie die Präfektur.
missing-postcode = Geben Sie die Postleitzahl an.
missing-delivery = Wählen Sie eine Lieferart.
missing-payment = Wählen Sie eine Zahlungsart.
invalid-email = Geben Sie eine E-Mail-Adresse wie name@example.com an.
invalid-phone = Geben Sie eine Telefonnummer mit Ziffern an, etwa +49 30 901820.
invalid-postcode = Das sieht nicht nach einer Postleitzahl dieses Landes aus.
invalid-postcode-example = Geben Sie eine Postleitzahl wie { $example } an.
invalid-too-long = Höchstens { $shown } Zeichen, bitte.
invalid-not-delivered = Dorthin liefern wir noch nicht.
invalid-characters = Dieses Feld enthält Zeichen, die wir nicht auf ein Etikett drucken können.

delivery-heading = Lieferung und Zahlung
delivery-method = Lieferart
delivery-none = Diese Artikel können wir nicht an diese Adresse liefern. Ändern Sie die Adresse oder den Warenkorb.
delivery-too-heavy = Diese Bestellung ist zu schwer für ein Paket an diese Adresse.
delivery-waits = Alles wird zusammen verschickt und wartet auf { $name } (erwartet { $day }).
delivery-slot = Uhrzeit der Lieferung
delivery-slot-any = Jederzeit
delivery-arrives-twice = Erstes Paket { $first }, zweites Paket { $second }
parcels-two = Oder in zwei Paketen ({ $arrival }). Die Lieferung kostet dann { $cost }.
parcels-two-take = In zwei Paketen verschicken
parcels-one = Oder alles zusammen ({ $arrival }). Die Lieferung kostet dann { $cost }.
parcels-one-take = Alles zusammen verschicken
delivery-next = Weiter zur Prüfung
payment-method = Zahlungsart
payment-card = Karte
payment-card-note = Sie bezahlen auf der nächsten Seite, nach dem Bestellen.
payment-convenience-store = Convenience Store
payment-convenience-store-note = Nach dem Bestellen bekommen Sie eine Nummer, mit der Sie innerhalb eines Tages an der Kasse bezahlen.
payment-transfer = Überweisung
payment-transfer-note = Wir versenden, sobald Ihre Zahlung eingegangen ist.
payment-on-delivery = Nachnahme
payment-on-delivery-note = Sie bezahlen beim Zusteller, wenn das Paket ankommt.
recap-to = Lieferung an
recap-bill = Rechnung an
recap-how = Lieferung und Zahlung
recap-change-address = Adresse ändern
recap-change-delivery = Lieferung oder Zahlung ändern

review-heading = Bestellung prüfen
review-lines = Artikel
review-place = Zahlungspflichtig bestellen
review-place-and-pay = Zahlungspflichtig bestellen
review-hold = { $count ->
    [one] Nach dem Bestellen reservieren wir Ihre Artikel { $shown } Minute lang.
   *[other] Nach dem Bestellen reservieren wir Ihre Artikel { $shown } Minuten lang.
}
review-hold-days = { $count ->
    [one] Nach dem Bestellen reservieren wir Ihre Artikel { $shown } Tag lang.
   *[other] Nach dem Bestellen reservieren wir Ihre Artikel { $shown } Tage lang.
}
review-terms = Es gelten unsere
review-refused = Ihre Bestellung ist noch nicht aufgegeben
review-refused-hint = Inzwischen hat sich etwas geändert. Es wurde nichts abgebucht. Prüfen Sie die Liste und bestellen Sie noch einmal.
review-payment-hint = Es wurde nichts abgebucht. Unbezahlte Bestellungen dürfen nur einen Teil unseres Bestands reservieren. Ändern Sie die Zahlungsart oder die Menge und bestellen Sie noch einmal.
refusal-line = { $name }: { $what }
refusal-total = Die Summe hat sich von { $was } auf { $now } geändert.
refusal-delivery = Diese Lieferart ist für die Bestellung nicht mehr verfügbar. Wählen Sie eine andere.
refusal-slot = Diese Uhrzeit wird nicht mehr angeboten. Wählen Sie eine andere.
refusal-delivery-rate = Der Versandpreis hat sich von { $was } auf { $now } geändert.
refusal-free-delivery = Der Versand ist jetzt ab { $from } kostenlos.
refusal-free-delivery-gone = Der Versand ist nicht mehr ab einem bestimmten Wert kostenlos.
refusal-delivery-tax = Die Steuer auf den Versand hat sich geändert.
refusal-payment = Diese Zahlungsart wird nicht mehr angeboten. Wählen Sie eine andere.

unpaid-heading = Andere Bestellungen warten auf Ihre Zahlung
unpaid-explained = Diese Bestellung wurde nicht aufgegeben, und es wurde nichts abgebucht: { $count } Bestellungen mit der Adresse { $email } sind noch nicht bezahlt, und mehr können es nicht gleichzeitig sein.
unpaid-way-out = Bezahlen oder stornieren Sie eine davon. Danach geben Sie diese Bestellung auf: Ihr Warenkorb und Ihre Angaben bleiben erhalten.
unpaid-orders = Bestellungen aus diesem Browser
unpaid-find = Mit Bestellnummer und E-Mail-Adresse öffnen Sie jede Ihrer Bestellungen:
unpaid-continue = Zurück zur Bestellung
unpaid-label = Unbezahlte Bestellung
unpaid-waits = Bestellung { $number } über { $amount } wartet auf Ihre Zahlung.
unpaid-finish = Jetzt bezahlen
unpaid-how = So bezahlen Sie

pay-heading = Bestellung bezahlen
pay-for-order = für Bestellung { $number }
pay-held-until = Ihre Artikel sind reserviert bis
pay-now = { $amount } bezahlen
pay-by-card = { $amount } mit Karte bezahlen
pay-hosted-note = Ihre Karte geben Sie auf der Seite unseres Zahlungsanbieters an. Danach kommen Sie hierher zurück.
pay-in-store = Nummer holen und { $amount } bezahlen
pay-in-store-note = Sie zeigen die Nummer an der Kasse eines Convenience Stores und bezahlen bar. Wir erfahren es sofort.
pay-in-store-again = Seite der Zahlung im Laden öffnen
pay-in-store-again-note = Der Zahlungsanbieter zeigt dort dieselbe Nummer und den Weg zur Kasse.
voucher-shown = Zeigen Sie diese Nummer an der Kasse, oder geben Sie sie am Terminal des Ladens ein. Wir versenden, sobald Sie bezahlt haben.
voucher-code = Zahlungsnummer
voucher-until = Zu bezahlen bis
pay-later = Später bezahlen, zur Bestellung
pay-declined = Die Zahlung ist fehlgeschlagen
pay-abandoned = Sie haben noch nicht bezahlt
pay-abandoned-text = Sie sind zurückgekommen, ohne zu bezahlen. Es wurde nichts abgebucht.
pay-silent = Der Zahlungsanbieter antwortet nicht
pay-silent-text = Es wurde nichts abgebucht. Bitte versuchen Sie es gleich noch einmal.
decline-declined = Ihre Bank hat die Karte abgelehnt. Es wurde nichts abgebucht. Versuchen Sie es noch einmal oder mit einer anderen Karte.
decline-funds = Die Karte ist nicht ausreichend gedeckt. Es wurde nichts abgebucht. Nehmen Sie eine andere Karte.
decline-authentication = Die Zahlung wurde bei Ihrer Bank nicht bestätigt. Es wurde nichts abgebucht.
pending-bank = Wir warten auf Ihre Bank
pending-bank-text = Ihre Bank hat noch nicht geantwortet. Sie müssen nicht noch einmal bezahlen: Sobald sie antwortet, ist Ihre Bestellung bezahlt.
pending-silent = Wir wissen noch nicht, ob Sie bezahlt haben
pending-silent-text = Der Zahlungsanbieter antwortet nicht. Falls er Ihr Geld genommen hat, geht nichts verloren: Er meldet es uns, und Ihre Bestellung ist bezahlt. Bitte bezahlen Sie vorerst nicht noch einmal.
pending-not-recorded = Ihre Zahlung ist angekommen
pending-not-recorded-text = Wir konnten sie gerade nicht festhalten. Es geht nichts verloren, und Sie müssen nicht noch einmal bezahlen: Sie wird gebucht, sobald das möglich ist.
pending-again = { $count ->
    [one] Diese Seite fragt in { $count } Sekunde noch einmal nach.
   *[other] Diese Seite fragt in { $count } Sekunden noch einmal nach.
}
pending-check = Jetzt prüfen
pending-order = Zur Bestellung
method-standard = Standardversand
method-express = Expressversand
