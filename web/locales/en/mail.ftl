# Mails about accounts.

mail-hello = Hello,
mail-hello-name = Hello { $name },
mail-ignore = If this was not you, you need not do anything, or write to us.
mail-verify-subject = Confirm your email address
mail-verify-text = Somebody created an account at Outpost with this address. If it was you, confirm it within two days. Nobody can log in before that.
mail-verify-link = Confirm address
mail-known-subject = You have an account already
mail-known-text = Somebody wanted to create an account at Outpost with this address, but it has one. Nothing was changed. Log in, or set a new password.
mail-known-link = Log in
mail-reset-subject = Set a new password
mail-reset-text = Somebody asked for a new password for your account at Outpost. The link works once, within 15 minutes.
mail-reset-link = Set password
mail-password-subject = Your password was changed
mail-password-text = Your account at Outpost has a new password, and every other session has ended. If it was not you, set another one at once.
mail-password-link = Set another password
mail-change-subject = Confirm your new email address
mail-change-text = An account at Outpost is to move to this address. Confirm it within an hour.
mail-asked-subject = Your email address is to be changed
mail-asked-text = Somebody who knows your password asked for another email address for your account at Outpost. If it was not you, set another password at once.
mail-device-subject = Login with another browser
mail-device-text = Somebody logged in to your account at Outpost with a browser that we have not seen before.
