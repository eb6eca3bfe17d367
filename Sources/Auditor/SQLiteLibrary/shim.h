// SQLite as the distribution built it, with the parts that Swift cannot call: variadic functions, and the constant that makes
// SQLite take a copy.
#ifndef PLUMBLINE_CSQLITE_SHIM_H
#define PLUMBLINE_CSQLITE_SHIM_H
#include <sqlite3.h>

// Text in double quotation marks is a name, never a string.
static inline void plumbline_sqlite_refuse_quoted_strings(sqlite3 *db) {
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, (void *)0);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, (void *)0);
}

// Binds a copy of a UTF-8 text, including zero bytes. `bytes` is not NULL, even if the text is empty.
static inline int plumbline_sqlite_bind_text(sqlite3_stmt *statement, int place, const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_text64(statement, place, (const char *)bytes, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

// Binds a copy of bytes. `bytes` is not NULL, even if there are none.
static inline int plumbline_sqlite_bind_blob(sqlite3_stmt *statement, int place, const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_blob64(statement, place, bytes, count, SQLITE_TRANSIENT);
}
#endif
