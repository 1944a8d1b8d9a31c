-- what is gone needs no row: GUIDs are random and never made again
drop table gone;

-- a picture that was sent for a show, for recordings that come without one
alter table show add column picture char(64);
