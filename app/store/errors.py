"""What can go wrong with the session database, one class a cause; an import leaf of `app.store`."""

from app.errors import AppError


class StoreError(AppError):
    """The session database cannot be used, or what was asked for is not there."""

    code = "store"


class NoSuchSessionError(StoreError):
    """No session has this id."""

    code = "store-no-session"


class AmbiguousIdError(StoreError):
    """Several sessions begin with this short id."""

    code = "store-ambiguous-id"


class NotAllowedError(StoreError):
    """The company's policy, or a legal hold, forbids it."""

    code = "store-not-allowed"


class NewerSchemaError(StoreError):
    """A later version of Sotto wrote this database."""

    code = "store-newer"


class BrokenStoreError(StoreError):
    """The file is no session database, or is damaged."""

    code = "store-broken"


class LockedStoreError(StoreError):
    """Another program holds the database."""

    code = "store-locked"


class FullDiskError(StoreError):
    """Nothing more can be written."""

    code = "store-full"


class ReadOnlyStoreError(StoreError):
    """The folder or the file cannot be written."""

    code = "store-read-only"


class KeyUnavailableError(StoreError):
    """The database is encrypted and its key cannot be had, or is another one."""

    code = "store-key"


class BundleError(StoreError):
    """A file of exported sessions is not valid."""

    code = "store-bundle"
