-- An event and what it means for its payment are one statement.
CREATE TRIGGER IF NOT EXISTS event_moves_payment AFTER INSERT ON event BEGIN
    UPDATE payment
    SET state = NEW.state,
        reason = NEW.reason,
        captured_minor = captured_minor + iif(NEW.kind = 'payment.captured', NEW.amount_minor, 0),
        refunded_minor = refunded_minor + iif(NEW.kind = 'payment.refunded', NEW.amount_minor, 0)
    WHERE reference = NEW.reference;
END
