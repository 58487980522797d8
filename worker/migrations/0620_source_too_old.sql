-- What a live source told that is older than the workspace keeps, and was not taken in.
ALTER TABLE sources ADD COLUMN too_old INTEGER NOT NULL DEFAULT 0;
