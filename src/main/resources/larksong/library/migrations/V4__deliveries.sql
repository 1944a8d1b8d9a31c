-- what is gone needs no row: GUIDs are random and never made again
drop table gone;

-- a picture that was sent for a show, for recordings that come without one
alter table show add column picture char(64);

-- where each edition is on its way to each target
create table delivery (
  target   varchar(64)   not null,
  show     varchar(64)   not null,
  edition  varchar(20)   not null,
  -- of the MP3
  sha256   char(64)      not null,
  state    varchar(10)   not null,
  attempts int           not null,
  -- when it is tried next
  due      timestamp(3) with time zone not null,
  reason   varchar(1000) not null,
  -- what its publisher wrote down before each step that cannot be taken back
  receipt  character large object,
  primary key (target, show, edition)
);

-- what the owner was told of and has not ended
create table trouble (
  name  varchar(200) primary key,
  since timestamp(3) with time zone not null
);
