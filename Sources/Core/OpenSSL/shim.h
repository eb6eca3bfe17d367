// OpenSSL's libcrypto as the distribution built it: the parts that PlumblineCryptography calls, and the macros that Swift
// cannot.
#ifndef PLUMBLINE_COPENSSL_SHIM_H
#define PLUMBLINE_COPENSSL_SHIM_H
#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>

// Starts the library so that it reads no configuration file, and does no work when the process ends. Further calls do nothing.
static inline int plumbline_openssl_start(void) {
  return OPENSSL_init_crypto(
      OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT | OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS |
          OPENSSL_INIT_NO_ADD_ALL_CIPHERS | OPENSSL_INIT_NO_ADD_ALL_DIGESTS,
      NULL);
}

// What of a key is made from numbers: its public part.
static inline int plumbline_openssl_public_key(void) { return EVP_PKEY_PUBLIC_KEY; }
#endif
