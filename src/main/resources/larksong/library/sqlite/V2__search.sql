-- The stems of all that is said in each episode; a row's number is the first half of its GUID.
create virtual table spoken using fts5 (stems, tokenize = 'unicode61 remove_diacritics 0');
