-- The script of the next payment becomes that of the payment.
CREATE TRIGGER IF NOT EXISTS script_follows_payment AFTER INSERT ON payment BEGIN
    UPDATE OR REPLACE script SET target = NEW.reference WHERE target = 'next';
END
