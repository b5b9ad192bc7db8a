-- When the window of shop orders that is being read began: a window that takes several runs ends there.
alter table foreign_index add column window_began timestamptz;
