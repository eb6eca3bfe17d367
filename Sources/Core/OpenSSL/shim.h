// OpenSSL's libcrypto as the distribution built it: the parts that PlumblineCryptography calls, and the macros that Swift
// cannot.
#ifndef PLUMBLINE_COPENSSL_SHIM_H
#define PLUMBLINE_COPENSSL_SHIM_H
#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/objects.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/tserr.h>
#include <openssl/x509_vfy.h>

// Starts the library so that it reads no configuration file, and does no work when the process ends. Further calls do nothing.
//
// It knows by name only the digests with which certificates are signed, and from the start: one that was used before would stay
// without its name, and no certificate signed with it could be checked.
static inline int plumbline_openssl_start(void) {
  return OPENSSL_init_crypto(
             OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT | OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS |
                 OPENSSL_INIT_NO_ADD_ALL_CIPHERS | OPENSSL_INIT_NO_ADD_ALL_DIGESTS,
             NULL) == 1 &&
         EVP_add_digest(EVP_sha256()) == 1 && EVP_add_digest(EVP_sha384()) == 1 && EVP_add_digest(EVP_sha512()) == 1;
}

// What of a key is made from numbers: its public part.
static inline int plumbline_openssl_public_key(void) { return EVP_PKEY_PUBLIC_KEY; }

// The reason in an error code.
static inline int plumbline_openssl_reason(unsigned long code) { return ERR_GET_REASON(code); }

// Whether reading certificates ended because there was no further one, not because of something else.
static inline int plumbline_openssl_is_end_of_pem(unsigned long code) {
  return ERR_GET_LIB(code) == ERR_LIB_PEM && ERR_GET_REASON(code) == PEM_R_NO_START_LINE;
}
#endif
