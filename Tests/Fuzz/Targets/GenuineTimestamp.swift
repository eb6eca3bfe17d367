import PlumblineTransparency

/// What a test authority signed once, by OpenSSL as in `TestAuthority`; its keys were thrown away, so nobody can sign anything else.
enum GenuineTimestamp {
  /// The signed head that was timestamped.
  static let checkpoint = """
    plumbline.local/28386496d54ad864
    1
    +2pM3YamzeoPXtUU9U90lwfIr3M41f26X7+SEfNfWeY=

    — plumbline.local/28386496d54ad864 znlZIhoVvlpzXsknAT8UaTfvKfjJKHKhwPe6u/l3KVx5MU+9bZ65HsO16b6+0VrCx\
    gCssD6z94EZU8xrGAqPr6X/MgQ=

    """

  /// What the authority was asked, in DER.
  static let request = decoded(
    """
    MEsCAQEwMTANBglghkgBZQMEAgEFAAQgeDPcpPcMJTSB5/Pdde0nb2ob6yWQPSfW1jiHqTJksCECEFscCdF+yE9R8Xgww06LUUoBAf8=
    """)

  /// What it answered, in DER.
  static let response = decoded(
    """
    MIIDljADAgEAMIIDjQYJKoZIhvcNAQcCoIIDfjCCA3oCAQMxDzANBglghkgBZQMEAgEFADB6BgsqhkiG9w0BCRABBKBrBGkwZwIBAQYEKgMEAT\
    AxMA0GCWCGSAFlAwQCAQUABCB4M9yk9wwlNIHn89117SdvahvrJZA9J9bWOIepMmSwIQIBAhgPMjAyNjExMzAxOTQ2MjdaMAMCAQECEFscCdF+\
    yE9R8Xgww06LUUqgggGbMIIBlzCCAT2gAwIBAgIUZYK/l1ssdxD3mm1OfrpZyYPLKaYwCgYIKoZIzj0EAwIwHDEaMBgGA1UEAwwRVGVzdCBhdX\
    Rob3JpdHkgY2EwHhcNMjYxMTMwMTk0NjI1WhcNMjcxMTMwMTk0NjI1WjAfMR0wGwYDVQQDDBRUZXN0IGF1dGhvcml0eSwgZ29vZDBZMBMGByqG\
    SM49AgEGCCqGSM49AwEHA0IABCqq91AsE2vkCld3YTl0MYgrwLBhtRJ8i+sB7Kkbq7+vlhu/o51l4ZCRm6yNZp2jJaTQrTzBuadGdTlMLJ5iUu\
    GjWjBYMBYGA1UdJQEB/wQMMAoGCCsGAQUFBwMIMB0GA1UdDgQWBBQQESOO1DVb4gB3vM3x9TbcXnp8GzAfBgNVHSMEGDAWgBRX2ZJZ15gObvlI\
    9ldmS79Vi+YAfjAKBggqhkjOPQQDAgNIADBFAiB9BEkLQqf/CGS0IQeZ3AjwfORKF6Elb7N6UDFt3+lxbwIhAOuePFfxr9FvoCVbSse4L/0RAg\
    7XRcwP/yECggqDnknEMYIBRzCCAUMCAQEwNDAcMRowGAYDVQQDDBFUZXN0IGF1dGhvcml0eSBjYQIUZYK/l1ssdxD3mm1OfrpZyYPLKaYwDQYJ\
    YIZIAWUDBAIBBQCggaQwGgYJKoZIhvcNAQkDMQ0GCyqGSIb3DQEJEAEEMBwGCSqGSIb3DQEJBTEPFw0yNjExMzAxOTQ2MjdaMC8GCSqGSIb3DQ\
    EJBDEiBCC96CK/AA1QI2v/M9VAyDrcqqJ44kv2vMq3xR+dFSA7CzA3BgsqhkiG9w0BCRACLzEoMCYwJDAiBCDzjurqVmlwvj29ela+JiYif0O3\
    Dka+kMrTFMXvib8hXTAKBggqhkjOPQQDAgRGMEQCIDwTJPrXL2ioOyJmAkY8O29kirZTxOVQZpdtBC81sOMsAiBNs9VALXvZmQ4DUXgwquv6Ro\
    Cc5oeDRF8Ws6sKotdqRg==
    """)

  /// Its root certificate, in DER.
  static let certificate = decoded(
    """
    MIIBbDCCARKgAwIBAgIUBENy6tSr1/vKl+YAPByZg57Lfv0wCgYIKoZIzj0EAwIwHDEaMBgGA1UEAwwRVGVzdCBhdXRob3JpdHkgY2EwHhcNMj\
    YxMTMwMTk0NjI1WhcNMzYxMTI3MTk0NjI1WjAcMRowGAYDVQQDDBFUZXN0IGF1dGhvcml0eSBjYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA\
    BBtR4eGIrJKUGyuozp7GcQqv0kwj8g/04CPZ/zQpkl4BRpp3rrbJZQ4V4MHnPsodNcUCmprb84a/RNr19k0rHvWjMjAwMA8GA1UdEwEB/wQFMA\
    MBAf8wHQYDVR0OBBYEFFfZklnXmA5u+Uj2V2ZLv1WL5gB+MAoGCCqGSM49BAMCA0gAMEUCIQCnEt28hfopODTRMDr5dFjpryWw8iKKJfCIaXdE\
    xteRCwIgAocxjOPObvtjIk95y7cucCclvH0ifDvTwCkmkMlLxGg=
    """)

  private static func decoded(_ text: String) -> [UInt8] {
    guard let bytes = Base64.decode(text) else { fail("no base64") }
    return bytes
  }
}
