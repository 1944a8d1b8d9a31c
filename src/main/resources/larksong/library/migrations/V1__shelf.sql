-- Shows, their episodes, what they told, and who may listen and publish.

create table show (
  name        varchar(64)  primary key,
  title       varchar(500) not null,
  description varchar(4000) not null,
  language    varchar(35)  not null
);

create table episode (
  guid       uuid         primary key,
  show       varchar(64)  not null references show (name),
  edition    varchar(20)  not null,
  title      varchar(1000) not null,
  summary    varchar(4000) not null,
  notes      character large object not null,
  published  timestamp(3) with time zone not null,
  millis     bigint       not null,
  bytes      bigint       not null,
  sha256     char(64)     not null,
  cover      char(64)     not null,
  lufs       double precision not null,
  true_peak  double precision not null,
  chapters   character large object not null,
  cues       character large object not null,
  transcript character large object not null,
  provenance character large object not null,
  opening    varchar(2000) not null,
  -- what makes producing an edition twice leave one episode
  constraint one_episode_per_edition unique (show, edition)
);

create table told (
  show    varchar(64)  not null,
  edition varchar(20)  not null,
  content varchar(300) not null,
  primary key (show, edition, content)
);

create table token (
  id         uuid         primary key,
  kind       varchar(10)  not null,
  name       varchar(100) not null,
  generation int          not null,
  -- SHA-256 of the token; the token itself is kept nowhere
  hash       char(64)     not null unique,
  created    timestamp(3) with time zone not null,
  last_used  timestamp(3) with time zone,
  revoked    timestamp(3) with time zone
);
