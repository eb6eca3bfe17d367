// SQLite as the distribution built it, with what of it Swift cannot call: functions of any number of arguments, and the
// constant that tells SQLite to take a copy.
#ifndef PLUMBLINE_CSQLITE_SHIM_H
#define PLUMBLINE_CSQLITE_SHIM_H
#include <sqlite3.h>

// A text in double quotation marks is a name, and never a string.
static inline void plumbline_sqlite_refuse_quoted_strings(sqlite3 *db) {
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, (void *)0);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, (void *)0);
}

// Binds a copy of a text in UTF-8, zero bytes and all. `bytes` is not NULL, even of an empty one.
static inline int plumbline_sqlite_bind_text(sqlite3_stmt *statement, int place, const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_text64(statement, place, (const char *)bytes, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

// Binds a copy of bytes. `bytes` is not NULL, even of none.
static inline int plumbline_sqlite_bind_blob(sqlite3_stmt *statement, int place, const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_blob64(statement, place, bytes, count, SQLITE_TRANSIENT);
}
#endif
