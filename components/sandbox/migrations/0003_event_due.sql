CREATE INDEX IF NOT EXISTS event_due ON event (due_at) WHERE due_at IS NOT NULL
