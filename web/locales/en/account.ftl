# Accounts: registration, login, and a customer's own pages.

account-parts = My account
account-orders = Orders
account-addresses = Addresses
account-profile = Profile
account-security = Login and security
account-log-out = Log out
account-save = Save
account-name = Your name
account-name-long = Use no more than 80 characters for your name.
account-password = Password
account-new-password = New password
account-present-password = Your present password
account-hello = Welcome back
account-hello-name = Welcome back, { $name }
account-notice-verified = Your email address is confirmed. You can log in now.
account-notice-email = Your account has its new email address. Please log in with it from now on.
account-notice-email-requested = We have sent a link to the new address. The change counts once you open it.
account-notice-password = Your new password is set. Every other session has ended.
account-notice-profile = Your profile is saved.
account-notice-address = The address is saved.
account-notice-address-deleted = The address is deleted.
account-notice-sessions = Those sessions have ended.
account-notice-logged-out = You are logged out.
account-notice-deleted = Your account is deleted.
account-notice-orders = Orders you placed as a guest are in this list now.
account-unavailable = We cannot do that for a moment
account-unavailable-text = The place where accounts are kept cannot be reached. Nothing was changed twice and nothing is lost. Please try again.

login-heading = Log in
login-submit = Log in
login-forgot = Forgotten your password?
login-new = New here?
login-new-text = With an account you find your orders on every device and need not type your address again. You can buy without one.
login-wrong = Email address or password is wrong
login-wrong-text = Check both and try again. You can also set a new password.
login-blocked = { $count ->
    [one] Too many wrong passwords: try again in a minute
   *[other] Too many wrong passwords: try again in { $shown } minutes
}
login-blocked-text = This protects your account from people who guess. A link to a new password works at once.

register-heading = Create an account
register-submit = Create account
register-text = We send you a link that confirms your email address. Orders you placed with it before join the account.
register-order-text = Choose a password, and this order is kept in an account with its email address.
register-known = You have an account already?
password-hint = { $count ->
    [one] At least one character. A few words in a row are good.
   *[other] At least { $shown } characters. A few words in a row are good.
}
password-missing = Enter the password.
password-short = { $count ->
    [one] Use at least one character.
   *[other] Use at least { $shown } characters.
}
password-long = { $count ->
    [one] Use no more than one character.
   *[other] Use no more than { $shown } characters.
}
password-common = This password is among those that are tried first. Choose another one.
password-guessable = Choose a password that is not your email address or the name of the shop.
password-wrong = This is not your present password.

mail-sent-heading = Look into your mailbox
mail-sent-registered = We have sent you an email. Its link confirms your address, then you can log in.
mail-sent-reset = If there is an account with this address, we have sent an email to it. Its link works for 15 minutes.
mail-sent-nothing = Nothing arrived? Look among the unwanted mail, and check the address.
mail-sent-again = Enter the address again

confirm-heading = Confirm your email address
confirm-text = One press, and your account is ready.
confirm-change-heading = Confirm your new email address
confirm-change-text = One press, and your account moves to this address.
confirm-submit = Confirm
link-expired = This link does not work any more
link-expired-verify = It was too old. Create the account once more, and we send you a new one.
link-expired-change = It was too old. Log in and ask for the change once more.
link-expired-reset = Links to a new password work once, for 15 minutes. Ask for another one.
link-used = This link was used before
link-used-text = Your address is confirmed: you can log in.
link-taken = This address has an account already
link-taken-text = Log in with it, or set a new password for it.

forgot-heading = Set a new password
forgot-text = Enter the email address of your account, and we send you a link.
forgot-submit = Send the link
reset-heading = Choose a new password
reset-text = You are logged out everywhere, and log in with the new one.
reset-submit = Set password

orders-none = There are no orders yet.
orders-shop = Go to the shop
orders-older = Older orders
orders-more = { $count ->
    [one] and one more item
   *[other] and { $shown } more items
}

addresses-none = There are no addresses yet.
addresses-add = Add an address
addresses-change = Change address
addresses-delete = Delete
addresses-default = Default address
addresses-make-default = Use this address unless I choose another one
addresses-back = Back to the addresses

profile-language = Country and language of our emails to you
data-heading = Your data
data-text = You can take a copy of everything that we keep about you, at any time.
data-export = Download my data
deletion-heading = Delete my account
deletion-goes = Your name, your email address, your addresses and your password are deleted at once, and you are logged out everywhere. This cannot be undone.
deletion-stays = Orders and invoices stay as long as the law demands it.
deletion-submit = Delete my account for good
deletion-keep = Keep my account

security-password = Change password
security-password-text = Every other session ends.
security-email = Change email address
security-email-text = You log in with { $email }. We send a link to the new address, and tell the present one.
security-new-email = New email address
security-sessions = Where you are logged in
security-this = This browser
security-unknown-device = Unknown browser
security-used = Used last
security-since = since
security-end = Log out
security-end-others = Log out all others
security-end-all = Log out everywhere

mailbox-heading = Mailbox
mailbox-text = Every mail of this shop. In development none leaves it, and this page exists.
mailbox-none = There are no mails yet.
mailbox-html = As HTML
mailbox-plain = As text
mailbox-source = Source

second-factor-code = Code from your app
second-factor-text = Open your authenticator app and enter the code with six digits. Without the app, enter a recovery code.
second-factor-heading = Enter the code
second-factor-wrong = This code is not right, or it was used before.
authenticator-heading = Authenticator app
authenticator-why = A login then also asks for a code from an app on your phone, so that your password alone is of no use to anybody.
authenticator-open = Set up or remove
authenticator-text = Read this picture with your authenticator app, then enter the code that it shows.
authenticator-picture = Picture with the key for your authenticator app
authenticator-link = Open an app on this device
authenticator-secret = Or type this key:
authenticator-code = The six digits that the app shows now.
authenticator-submit = Use this app
authenticator-wrong = The code does not fit. Wait for the next one, and check the clock of your phone.
authenticator-on = Your account asks for a code from your app at each login. Enter your password to end that.
authenticator-remove = Remove the app
recovery-heading = Your recovery codes
recovery-text = Keep these codes where you find them without your phone. Each lets you in once in place of the app. They are not shown again.
recovery-done = I have kept them
account-notice-authenticator = Logins need no code from an app any more.
