-- How many bytes of words the index of pages holds in memory before it puts them down, where many pages are written at once:
-- each time it does, it merges what it has put down before. A write of one page takes no more than that page has.

INSERT INTO search_index (search_index, rank) VALUES ('hashsize', 33554432);
