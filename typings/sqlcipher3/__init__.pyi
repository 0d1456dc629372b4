# sqlcipher3 is Python's own sqlite3 module built against SQLCipher, without its types.
from sqlite3 import *
