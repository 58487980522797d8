-- Events of which somebody was erased: a mark of the id and the revision up to which it stays away, so that whoever sends them again does not
-- bring the person back. A mark is a hash: the id itself may have named them.
CREATE TABLE erased (
  workspace TEXT NOT NULL,
  mark TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (workspace, mark)
) STRICT, WITHOUT ROWID;
