-- Shows, their episodes, and all that is known of them. Alike in both databases: times are
-- milliseconds since 1970, days and GUIDs are text, and what is a record of ours is JSON.

create table show (
  name        text    primary key,
  title       text    not null,
  description text    not null,
  language    text    not null,
  guid        text    not null,
  account     text    not null,
  created     bigint  not null,
  -- made over the publishing API, not by an edition
  announced   boolean not null,
  -- the id of the token by which it was announced
  token       text,
  -- whether that one needs approval, and nothing in the show was approved yet
  waits       boolean not null default false,
  -- counts its changes, so that a feed is written again only when it differs
  version     bigint  not null,
  -- the SHA-256 of one that was sent, for recordings that come without one
  picture     text
);

create index show_of_account on show (account);

create table episode (
  guid            text   primary key,
  show            text   not null references show (name),
  edition         text   not null,
  -- empty where a show makes one edition for everyone
  listener        text   not null,
  title           text   not null,
  summary         text   not null,
  notes           text   not null,
  published       bigint not null,
  millis          bigint not null,
  bytes           bigint not null,
  sha256          text   not null,
  cover           text   not null,
  lufs            double precision not null,
  true_peak       double precision not null,
  chapters        text   not null,
  cues            text   not null,
  transcript      text   not null,
  provenance      text   not null,
  -- what was signed of its origin, and the signature
  seal            text   not null,
  -- how private its words are, and those of its opening
  privacy         text   not null,
  opening         text   not null,
  opening_privacy text   not null,
  -- the row of its words in the search's index: the first half of its GUID
  spoken          bigint not null,
  -- what makes producing an edition twice leave one episode
  unique (show, edition, listener)
);

create index episode_published on episode (published);
create index episode_spoken on episode (spoken, published);
create index episode_sound on episode (sha256);
create index episode_cover on episode (cover);

create table told (
  show     text not null,
  edition  text not null,
  listener text not null,
  -- a fingerprint, which can be compared and not be read
  content  text not null,
  privacy  text not null,
  primary key (show, edition, listener, content)
);

create table timeline (
  guid    text primary key,
  items   text not null,
  privacy text not null
);

create table token (
  id         text    primary key,
  kind       text    not null,
  name       text    not null,
  generation int     not null,
  -- SHA-256 of the token; the token itself is kept nowhere
  hash       text    not null unique,
  created    bigint  not null,
  last_used  bigint,
  revoked    bigint,
  account    text    not null,
  -- names of shows, separated by spaces; empty for all
  shows      text    not null,
  expires    bigint,
  -- whether the owner listens before anyone else does
  approval   boolean not null
);

-- who may look into the studio
create table password (
  account text primary key,
  -- Argon2id, with its salt and parameters
  hash    text not null
);

create table session (
  -- SHA-256 of the secret in the cookie or in the link
  hash    text    primary key,
  account text    not null,
  -- an invitation becomes a session once
  invites boolean not null,
  -- what each form repeats, so that no other page can send it
  form    text    not null,
  expires bigint  not null
);

create table upload (
  -- the episode's, from the beginning
  guid     text    primary key,
  show     text    not null references show (name),
  -- the token that announced it, by its name and its id
  uploader text    not null,
  token    text    not null,
  approval boolean not null,
  title    text    not null,
  summary  text    not null,
  notes    text    not null,
  language text    not null,
  video    boolean not null,
  picture  text,
  -- SHA-256 of the secret in the address that takes its bytes
  address  text    not null unique,
  state    text    not null,
  reason   text,
  created  bigint  not null,
  expires  bigint  not null,
  -- how many are there, on whichever node
  bytes    bigint  not null,
  privacy  text    not null
);

create index upload_of_show on upload (show);
create index upload_state on upload (state);

-- where each account stopped listening
create table position (
  account text   not null,
  guid    text   not null,
  seconds double precision not null,
  at      bigint not null,
  primary key (account, guid)
);

-- how well the owner remembered a show's study cards, and when each is due again
create table grade (
  show       text not null,
  card       text not null,
  reviewed   text not null,
  -- several on one day: each builds on the one before
  number     int  not null,
  grade      text not null,
  stability  double precision not null,
  difficulty double precision not null,
  due        text not null,
  primary key (show, card, reviewed, number)
);

-- what was asked of language models, and what it cost
create table call (
  id         text   primary key,
  show       text   not null,
  edition    text   not null,
  listener   text   not null,
  -- the calendar month of the edition, such as 2026-11
  in_month   text   not null,
  model      text   not null,
  purpose    text   not null,
  at         bigint not null,
  tokens_in  bigint not null,
  tokens_out bigint not null,
  -- in hundred-millionths of the currency
  price      bigint not null,
  millis     bigint not null
);

create index call_of_month on call (in_month);
create index call_of_edition on call (show, edition, listener);

-- what left this machine, noted before it did
create table egress (
  id        text   primary key,
  -- empty where it was for no edition
  show      text   not null,
  edition   text   not null,
  listener  text   not null,
  at        bigint not null,
  purpose   text   not null,
  -- what the owner calls who got it
  recipient text   not null,
  -- a host and nothing more of its address, or a program of this machine
  place     text   not null,
  -- which fields of which items, by their ids
  parts     text   not null,
  bytes     bigint not null
);

create index egress_at on egress (at);
create index egress_of_edition on egress (show, edition, listener);

-- how the latest run of each edition ended, on whichever node it was
create table run (
  show     text   not null,
  edition  text   not null,
  listener text   not null,
  status   text   not null,
  -- how it is less than it should be; empty if it is not
  degraded text   not null,
  ended    bigint not null,
  -- milliseconds that it took when nothing of it was there yet
  whole    bigint,
  record   text   not null,
  -- the words about which the owner is to decide, and those that they approved last
  held     text,
  approved text,
  privacy  text   not null,
  primary key (show, edition, listener)
);

create index run_ended on run (ended);
create index run_status on run (status);

-- where each edition is on its way to each target
create table delivery (
  target   text   not null,
  show     text   not null,
  edition  text   not null,
  listener text   not null,
  -- of the MP3
  sha256   text   not null,
  state    text   not null,
  attempts int    not null,
  -- since when it is expected there, and when it is tried next
  since    bigint not null,
  due      bigint not null,
  reason   text   not null,
  -- what its publisher wrote down before each step that cannot be taken back
  receipt  text,
  primary key (target, show, edition, listener)
);

-- what a publisher remembers of a target itself
create table target (
  -- by which it is known whatever the owner calls it: its kind and address
  name   text primary key,
  memory text not null,
  -- what the owner calls it
  label  text
);

-- what the owner was told of and has not ended
create table trouble (
  name  text   primary key,
  since bigint not null
);

-- who is at work on what, where several nodes share a library
create table lease (
  name   text   primary key,
  holder text   not null,
  fence  bigint not null,
  until  bigint not null
);

-- which edition each of the owner's own recordings became, or is to become
create table sending (
  -- SHA-256 of the show, the title and the file
  content  text   primary key,
  show     text   not null,
  edition  text   not null,
  listener text   not null,
  at       bigint not null
);

create index sending_of_edition on sending (show, edition, listener);

-- editions that are ended and of which something may still lie in files
create table deletion (
  show     text   not null,
  edition  text   not null,
  listener text   not null,
  -- what stays of it: NOTHING, or the FINGERPRINTS of what it told
  rest     text   not null,
  -- the names of its files in a home folder, as JSON
  files    text   not null,
  at       bigint not null,
  primary key (show, edition, listener)
);

create table setting (
  name text primary key,
  text text not null
);

-- What Quartz keeps of the schedule (its own tables, see its JobStoreTX).

create table qrtz_job_details (
  sched_name        text not null,
  job_name          text not null,
  job_group         text not null,
  description       text,
  job_class_name    text not null,
  is_durable        boolean      not null,
  is_nonconcurrent  boolean      not null,
  is_update_data    boolean      not null,
  requests_recovery boolean      not null,
  job_data          ${bytes},
  primary key (sched_name, job_name, job_group)
);

create table qrtz_triggers (
  sched_name     text not null,
  trigger_name   text not null,
  trigger_group  text not null,
  job_name       text not null,
  job_group      text not null,
  description    text,
  next_fire_time bigint,
  prev_fire_time bigint,
  priority       int,
  trigger_state  text not null,
  trigger_type   text not null,
  start_time     bigint       not null,
  end_time       bigint,
  calendar_name  text,
  misfire_instr  smallint,
  job_data       ${bytes},
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, job_name, job_group) references qrtz_job_details
);

create index qrtz_next on qrtz_triggers (sched_name, trigger_state, next_fire_time, priority desc);
create index qrtz_of_job on qrtz_triggers (sched_name, job_name, job_group);

create table qrtz_simple_triggers (
  sched_name      text not null,
  trigger_name    text not null,
  trigger_group   text not null,
  repeat_count    bigint       not null,
  repeat_interval bigint       not null,
  times_triggered bigint       not null,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers on delete cascade
);

create table qrtz_cron_triggers (
  sched_name      text not null,
  trigger_name    text not null,
  trigger_group   text not null,
  cron_expression text not null,
  time_zone_id    text,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers on delete cascade
);

create table qrtz_simprop_triggers (
  sched_name    text not null,
  trigger_name  text not null,
  trigger_group text not null,
  str_prop_1    text,
  str_prop_2    text,
  str_prop_3    text,
  int_prop_1    int,
  int_prop_2    int,
  long_prop_1   bigint,
  long_prop_2   bigint,
  dec_prop_1    numeric(13, 4),
  dec_prop_2    numeric(13, 4),
  bool_prop_1   boolean,
  bool_prop_2   boolean,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers on delete cascade
);

create table qrtz_blob_triggers (
  sched_name    text not null,
  trigger_name  text not null,
  trigger_group text not null,
  blob_data     ${bytes},
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers on delete cascade
);

create table qrtz_calendars (
  sched_name    text not null,
  calendar_name text not null,
  calendar      ${bytes} not null,
  primary key (sched_name, calendar_name)
);

create table qrtz_paused_trigger_grps (
  sched_name    text not null,
  trigger_group text not null,
  primary key (sched_name, trigger_group)
);

create table qrtz_fired_triggers (
  sched_name        text not null,
  entry_id          text not null,
  trigger_name      text not null,
  trigger_group     text not null,
  instance_name     text not null,
  fired_time        bigint       not null,
  sched_time        bigint       not null,
  priority          int          not null,
  state             text not null,
  job_name          text,
  job_group         text,
  is_nonconcurrent  boolean,
  requests_recovery boolean,
  primary key (sched_name, entry_id)
);

create index qrtz_fired_of_job on qrtz_fired_triggers (sched_name, job_name, job_group);

create table qrtz_scheduler_state (
  sched_name        text not null,
  instance_name     text not null,
  last_checkin_time bigint       not null,
  checkin_interval  bigint       not null,
  primary key (sched_name, instance_name)
);

create table qrtz_locks (
  sched_name text not null,
  lock_name  text not null,
  primary key (sched_name, lock_name)
);
