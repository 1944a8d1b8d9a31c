-- Whose shows and tokens they are, and recordings on their way in.

alter table show add column guid uuid default random_uuid() not null;
alter table show add column account varchar(64) default 'owner' not null;
alter table show add column created timestamp(3) with time zone default current_timestamp not null;
-- made over the publishing API, not by an edition
alter table show add column announced boolean default false not null;

-- counts its changes, so that a feed is written again only when it differs
alter table show add column version bigint default 0 not null;

-- what was signed of its origin, and the signature
alter table episode add column seal character large object;

alter table token add column account varchar(64) default 'owner' not null;
-- names of shows, separated by spaces; empty for all
alter table token add column shows varchar(4000) default '' not null;
alter table token add column expires timestamp(3) with time zone;
-- whether the owner listens before anyone else does
alter table token add column approval boolean default false not null;

create table upload (
  -- the episode's, from the beginning
  guid     uuid          primary key,
  show     varchar(64)   not null references show (name),
  uploader varchar(100)  not null,
  approval boolean       not null,
  title    varchar(1000) not null,
  summary  varchar(4000) not null,
  notes    character large object not null,
  language varchar(35)   not null,
  video    boolean       not null,
  picture  char(64),
  -- SHA-256 of the secret in the address that takes its bytes
  address  char(64)      not null unique,
  state    varchar(10)   not null,
  reason   varchar(1000),
  created  timestamp(3) with time zone not null,
  expires  timestamp(3) with time zone not null
);

create table timeline (
  guid  uuid primary key,
  items character large object not null
);

create table setting (
  name varchar(40)   primary key,
  text varchar(1000) not null
);

-- what is gone for ever; its GUID is never used again
create table gone (
  guid uuid primary key,
  at   timestamp(3) with time zone not null
);

-- where each account stopped listening
create table position (
  account varchar(64)      not null,
  guid    uuid             not null,
  seconds double precision not null,
  at      timestamp(3) with time zone not null,
  primary key (account, guid)
);

-- all words of an episode, for the search
alter table episode add column words character large object default '' not null;
update episode set words = title || ' ' || summary || ' ' || notes || ' ' || transcript;
create alias if not exists ft_init for 'org.h2.fulltext.FullText.init';
call ft_init();
call ft_create_index('PUBLIC', 'EPISODE', 'WORDS');

-- who may look into the studio
create table password (
  account varchar(64)  primary key,
  -- Argon2id, with its salt and parameters
  hash    varchar(300) not null
);

create table session (
  -- SHA-256 of the secret in the cookie or in the link
  hash    char(64)    primary key,
  account varchar(64) not null,
  -- an invitation becomes a session once
  invites boolean     not null,
  -- what each form repeats, so that no other page can send it
  form    varchar(40) not null,
  expires timestamp(3) with time zone not null
);
