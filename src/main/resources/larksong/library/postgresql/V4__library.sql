-- The library's tables, as V1 to V4 leave them in a file, for a server that several nodes share.

create table show (
  name        varchar(64)   primary key,
  title       varchar(500)  not null,
  description varchar(4000) not null,
  language    varchar(35)   not null,
  guid        uuid          default gen_random_uuid() not null,
  account     varchar(64)   default 'owner' not null,
  created     timestamp(3) with time zone default current_timestamp not null,
  announced   boolean       default false not null,
  version     bigint        default 0 not null,
  picture     char(64)
);

create table episode (
  guid       uuid          primary key,
  show       varchar(64)   not null references show (name),
  edition    varchar(20)   not null,
  title      varchar(1000) not null,
  summary    varchar(4000) not null,
  notes      text          not null,
  published  timestamp(3) with time zone not null,
  millis     bigint        not null,
  bytes      bigint        not null,
  sha256     char(64)      not null,
  cover      char(64)      not null,
  lufs       double precision not null,
  true_peak  double precision not null,
  chapters   text          not null,
  cues       text          not null,
  transcript text          not null,
  provenance text          not null,
  opening    varchar(2000) not null,
  seal       text,
  words      text          default '' not null,
  constraint one_episode_per_edition unique (show, edition)
);

create index episode_words on episode using gin (to_tsvector('simple', words));

create table told (
  show    varchar(64)  not null,
  edition varchar(20)  not null,
  content varchar(300) not null,
  primary key (show, edition, content)
);

create table token (
  id         uuid          primary key,
  kind       varchar(10)   not null,
  name       varchar(100)  not null,
  generation int           not null,
  hash       char(64)      not null unique,
  created    timestamp(3) with time zone not null,
  last_used  timestamp(3) with time zone,
  revoked    timestamp(3) with time zone,
  account    varchar(64)   default 'owner' not null,
  shows      varchar(4000) default '' not null,
  expires    timestamp(3) with time zone,
  approval   boolean       default false not null
);

create table grade (
  show       varchar(64)      not null,
  card       varchar(200)     not null,
  reviewed   date             not null,
  number     int              not null,
  grade      varchar(5)       not null,
  stability  double precision not null,
  difficulty double precision not null,
  due        date             not null,
  primary key (show, card, reviewed, number)
);

create table call (
  id         uuid           primary key,
  show       varchar(64)    not null,
  edition    varchar(20)    not null,
  in_month   char(7)        not null,
  model      varchar(100)   not null,
  purpose    varchar(20)    not null,
  at         timestamp(3) with time zone not null,
  tokens_in  bigint         not null,
  tokens_out bigint         not null,
  price      numeric(20, 8) not null,
  millis     bigint         not null
);

create index call_of_month on call (in_month);

create table upload (
  guid     uuid          primary key,
  show     varchar(64)   not null references show (name),
  uploader varchar(100)  not null,
  approval boolean       not null,
  title    varchar(1000) not null,
  summary  varchar(4000) not null,
  notes    text          not null,
  language varchar(35)   not null,
  video    boolean       not null,
  picture  char(64),
  address  char(64)      not null unique,
  state    varchar(10)   not null,
  reason   varchar(1000),
  created  timestamp(3) with time zone not null,
  expires  timestamp(3) with time zone not null
);

create table timeline (
  guid  uuid primary key,
  items text not null
);

create table setting (
  name varchar(40)   primary key,
  text varchar(1000) not null
);

create table position (
  account varchar(64)      not null,
  guid    uuid             not null,
  seconds double precision not null,
  at      timestamp(3) with time zone not null,
  primary key (account, guid)
);

create table password (
  account varchar(64)  primary key,
  hash    varchar(300) not null
);

create table session (
  hash    char(64)    primary key,
  account varchar(64) not null,
  invites boolean     not null,
  form    varchar(40) not null,
  expires timestamp(3) with time zone not null
);

create table delivery (
  target   varchar(64)   not null,
  show     varchar(64)   not null,
  edition  varchar(20)   not null,
  sha256   char(64)      not null,
  state    varchar(10)   not null,
  attempts int           not null,
  due      timestamp(3) with time zone not null,
  reason   varchar(1000) not null,
  receipt  text,
  primary key (target, show, edition)
);

create table trouble (
  name  varchar(200) primary key,
  since timestamp(3) with time zone not null
);

-- who is at work on what, and until when; times are the server's own
create table lease (
  name   varchar(200) primary key,
  holder varchar(100) not null,
  -- grows with each holder, so that one who was away too long is known
  fence  bigint       not null,
  until  timestamp(3) with time zone not null
);
