-- The stems of all that is said in each episode; a row's number is the first half of its GUID.
create virtual table spoken using fts5 (guid unindexed, stems, tokenize = 'unicode61 remove_diacritics 0');
