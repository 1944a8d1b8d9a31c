-- what is gone needs no row: GUIDs are random and never made again
drop table gone;
