# Startseite, Listen, Suche, Produktseite.

home-description = Outpost verkauft gut gemachte Dinge für drinnen und draußen, mit ehrlichem Bestand und Liefertermin. Bestellen Sie als Gast, ohne Konto.
home-heading = Gemacht, um Jahre zu halten
home-lead = Möbel, Werkzeug und Dinge für jeden Tag von unabhängigen Herstellern. Sie sehen vor dem Kauf, was da ist, was die Lieferung kostet und wann sie kommt.
home-browse = Alles ansehen
home-categories = Kategorien
home-popular = Gerade beliebt
home-newest = Neu eingetroffen
promise-delivery = Liefertermin vor dem Bezahlen
promise-returns = 30 Tage Rückgaberecht
promise-guest = Ohne Kundenkonto

breadcrumbs-label = Brotkrumen
breadcrumbs-home = Start
product-count = { $count ->
    [0] Keine Produkte
    [one] { $shown } Produkt
   *[other] { $shown } Produkte
}

search-heading = Ergebnisse für „{ $query }“
search-everything = Alle Produkte
search-corrected = Sie sehen Ergebnisse für
search-fewer = Kein Produkt passt zu allen Wörtern. Sie sehen Ergebnisse für
search-original = (Ihre Eingabe: „{ $query }“)
search-nothing = Zu diesen Wörtern haben wir nichts gefunden. Ein paar Auswege:
search-tip-spelling = Prüfen Sie die Schreibweise.
search-tip-fewer = Nehmen Sie weniger Wörter.
search-tip-general = Versuchen Sie ein allgemeineres Wort, etwa „Lampe“ statt „Schreibtischlampe“.
search-browse = In den Kategorien stöbern

listing-description = { $name }: Preise, Bestand und Liefertermine auf einen Blick.
listing-title-page = { $title }, Seite { $page }
listing-results = Produkte
listing-subcategories = Genauer
listing-nothing = In dieser Kategorie gibt es noch nichts. Sehen Sie sich die anderen an:
listing-filtered-away = Kein Produkt passt zu allen diesen Filtern.
facets-open = Filtern
facets-open-active = Filtern ({ $shown })
facets-heading = Filter
facets-show = { $count ->
    [one] { $shown } Produkt anzeigen
   *[other] { $shown } Produkte anzeigen
}
facet-more = { $shown } weitere
facet-category = Kategorie
facet-brand = Marke
facet-price = Preis
facet-rating = Bewertung
facet-availability = Verfügbarkeit
facet-price-under = Unter { $below }
facet-price-between = { $from } – { $below }
facet-price-over = Ab { $from }
facet-stars = { $count ->
    [5] 5 Sterne
    [one] Ab { $shown } Stern
   *[other] Ab { $shown } Sternen
}
facet-in-stock = Vorrätig
search-help = Diese Seiten helfen vielleicht:
search-help-delivery = lieferung versand versandkosten lieferzeit
search-help-returns = rückgabe retoure retouren widerruf umtausch rückgaberecht
search-help-contact = kontakt hilfe telefon beschwerde
search-help-privacy = datenschutz cookies dsgvo
chips-label = Aktive Filter
chips-clear = Alle entfernen
chip-remove = Filter entfernen: { $name }
sort-label = Sortieren:
sort-popular = Beliebteste
sort-price-ascending = Preis aufsteigend
sort-price-descending = Preis absteigend
sort-rating = Beste Bewertung
sort-newest = Neueste
pages-label = Seiten
pages-page = Seite { $shown }
pages-previous = Zurück
pages-next = Weiter

price-from = ab { $price }
price-was = vorher
price-unit = { $price } / { $unit }
price-lowest-before = Niedrigster Preis der 30 Tage davor: { $price }
price-tax-included = inkl. MwSt., zzgl. Versand
price-tax-added = zzgl. MwSt. und Versand
rating-label = { $count ->
    [one] { $score } von 5 Sternen bei { $count } Bewertung
   *[other] { $score } von 5 Sternen bei { $count } Bewertungen
}
rating-heading = Bewertungen
rating-none = Noch hat niemand eine Bewertung geschrieben.
rating-stars = { $count ->
    [one] { $shown } Stern
   *[other] { $shown } Sterne
}
rating-count = { $count ->
    [one] { $shown } Bewertung
   *[other] { $shown } Bewertungen
}
stock-in = Vorrätig
stock-low = Nur noch { $shown } verfügbar
stock-later = Später lieferbar
stock-later-on = Lieferbar ab { $day }
stock-out = Ausverkauft

gallery-label = Bilder
gallery-zoom = Bild { $shown } vergrößern
gallery-picture = Bild { $shown } zeigen
gallery-close = Schließen
option-sold-out = (ausverkauft)
buy-quantity = Menge
buy-add = In den Warenkorb
buy-sold-out = Diese Ausführung ist ausverkauft. Andere Optionen oben und ähnliche Produkte unten sind vielleicht vorrätig.
delivery-arrives = Lieferung { $window }
delivery-cost-to = Lieferung { $country } ab { $cost }
delivery-free-to = Kostenlose Lieferung { $country }
delivery-free-from = Kostenlose Lieferung ab { $sum }
product-about = Über dieses Produkt
product-details = Produktdetails
product-vendor = Verkauft von
product-sku = Artikelnummer
product-ingredients = Zutaten
product-allergens = Allergene
product-origin = Hergestellt in
product-guarantee = Garantie
product-guarantee-years = { $count ->
    [one] 1 Jahr
   *[other] { $shown } Jahre
}
product-manufacturer = Hersteller
product-eu-contact = Ansprechpartner in der EU
product-related = Ähnliche Produkte
